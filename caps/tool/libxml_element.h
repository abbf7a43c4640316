// SPDX-License-Identifier: GPL-2.0-or-later
// libxml2's elements as the rules of smscaps see them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "libxml_ptr.h"
#include "smscaps/element.h"

namespace sms_caps {

/// A borrowed element of a document without a DTD: the value of an attribute is one text node.
class LibxmlElement {
 public:
  explicit LibxmlElement(xmlNode* node) : node_(node) {}

  [[nodiscard]] std::string_view name() const { return from_xml(node_->name); }
  [[nodiscard]] std::string_view namespace_uri() const {
    return node_->ns == nullptr ? "" : from_xml(node_->ns->href);
  }
  [[nodiscard]] std::optional<std::string_view> attribute(const char* name) const {
    const xmlAttr* found = xmlHasNsProp(node_, to_xml(name), nullptr);
    if (found == nullptr) return std::nullopt;
    return found->children == nullptr ? "" : from_xml(found->children->content);
  }
  [[nodiscard]] std::optional<LibxmlElement> first_child() const {
    return wrap(xmlFirstElementChild(node_));
  }
  [[nodiscard]] std::optional<LibxmlElement> next_sibling() const {
    return wrap(xmlNextElementSibling(node_));
  }

  void set_attribute(const char* name, const std::string& value) {
    xmlSetNsProp(node_, nullptr, to_xml(name), to_xml(value.c_str()));
  }
  void remove_attribute(const char* name) {
    if (xmlAttr* found = xmlHasNsProp(node_, to_xml(name), nullptr)) xmlRemoveProp(found);
  }
  [[nodiscard]] std::size_t attribute_count() const {
    std::size_t count = 0;
    for (const xmlAttr* it = node_->properties; it != nullptr; it = it->next)
      ++count;
    return count;
  }
  LibxmlElement append_child(const char* name, const char* uri) {
    xmlNode* child = xmlNewDocNode(node_->doc, nullptr, to_xml(name), nullptr);
    xmlSetNs(child, xmlNewNs(child, to_xml(uri), nullptr));
    return LibxmlElement(xmlAddChild(node_, child));
  }
  void remove_child(LibxmlElement child) {
    xmlUnlinkNode(child.node_);
    xmlFreeNode(child.node_);
  }

 private:
  static std::optional<LibxmlElement> wrap(xmlNode* node) {
    if (node == nullptr) return std::nullopt;
    return LibxmlElement(node);
  }

  xmlNode* node_;
};

static_assert(smscaps::WritableElement<LibxmlElement>);

}  // namespace sms_caps
