// SPDX-License-Identifier: GPL-2.0-or-later
#include "canonical_xml.h"

#include <libxml/c14n.h>

#include <stdexcept>

#include "libxml_ptr.h"

namespace test_support {
namespace {

using sms_caps::from_xml;
using sms_caps::to_xml;
using sms_caps::XmlDocPtr;

XmlDocPtr parse(std::string_view xml) {
  XmlDocPtr document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_NOERROR));
  if (!document) throw std::runtime_error("malformed XML in a test: " + std::string(xml));
  return document;
}

std::string to_canonical(const XmlDocPtr& document) {
  xmlChar* text = nullptr;
  const int size =
      xmlC14NDocDumpMemory(document.get(), nullptr, XML_C14N_1_0, nullptr, /*comments=*/1, &text);
  if (size < 0) throw std::runtime_error("XML that cannot be made canonical");
  std::string result(from_xml(text), static_cast<std::size_t>(size));
  xmlFree(text);
  return result;
}

void reverse_attributes(xmlNode* element) {
  xmlAttr* reversed = nullptr;
  for (xmlAttr* it = element->properties; it != nullptr;) {
    xmlAttr* const next = it->next;
    it->next = reversed;
    it->prev = next;
    reversed = it;
    it = next;
  }
  element->properties = reversed;
  for (xmlNode* child = xmlFirstElementChild(element); child != nullptr;
       child = xmlNextElementSibling(child)) {
    reverse_attributes(child);
  }
}

}  // namespace

std::string canonical(std::string_view xml) {
  return to_canonical(parse(xml));
}

std::string with_attributes_reversed(std::string_view xml) {
  const XmlDocPtr document = parse(xml);
  reverse_attributes(xmlDocGetRootElement(document.get()));
  xmlChar* text = nullptr;
  int size = 0;
  xmlDocDumpMemory(document.get(), &text, &size);
  std::string result(from_xml(text), static_cast<std::size_t>(size));
  xmlFree(text);
  return result;
}

std::string canonical_without_ext(std::string_view xml, bool whole_element) {
  const XmlDocPtr document = parse(xml);
  xmlNode* child = xmlFirstElementChild(xmlDocGetRootElement(document.get()));
  while (child != nullptr &&
         (from_xml(child->name) != std::string_view("c") || child->ns == nullptr ||
          from_xml(child->ns->href) != std::string_view("http://jabber.org/protocol/caps"))) {
    child = xmlNextElementSibling(child);
  }
  if (child != nullptr && whole_element) {
    xmlUnlinkNode(child);
    xmlFreeNode(child);
  } else if (child != nullptr) {
    xmlUnsetNsProp(child, nullptr, to_xml("ext"));
  }
  return to_canonical(document);
}

}  // namespace test_support
