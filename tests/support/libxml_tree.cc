// SPDX-License-Identifier: GPL-2.0-or-later
#include "libxml_tree.h"

#include <stdexcept>

namespace test_support {

LibxmlTree::LibxmlTree(std::string_view xml)
    : document_(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)) {
  if (!document_) throw std::runtime_error("malformed XML in a test: " + std::string(xml));
}

sms_caps::LibxmlElement LibxmlTree::root() const {
  return sms_caps::LibxmlElement(xmlDocGetRootElement(document_.get()));
}

std::string LibxmlTree::text() const {
  const sms_caps::XmlBufferPtr buffer(xmlBufferCreate());
  xmlNodeDump(buffer.get(), document_.get(), xmlDocGetRootElement(document_.get()), 0, 0);
  return sms_caps::from_xml(xmlBufferContent(buffer.get()));
}

}  // namespace test_support
