// SPDX-License-Identifier: GPL-2.0-or-later
// libpurple's xmlnode as smscaps sees it.
#pragma once

#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/purple/handles.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// A borrowed xmlnode of type TAG; satisfies smscaps::WritableElement.
///
/// It walks the public struct itself: xmlnode_get_child() splits its argument into a path and
/// xmlnode_get_attrib() takes an attribute of any namespace for ours.
class XmlNode {
 public:
  explicit XmlNode(xmlnode* node) : node_(node) {}

  [[nodiscard]] std::string_view name() const { return or_empty(node_->name); }
  [[nodiscard]] std::string_view namespace_uri() const { return or_empty(node_->xmlns); }

  [[nodiscard]] std::optional<std::string_view> attribute(const char* name) const {
    const xmlnode* found = find_attribute(name);
    if (found == nullptr) return std::nullopt;
    return or_empty(found->data);
  }

  [[nodiscard]] std::optional<XmlNode> first_child() const { return next_tag(node_->child); }
  [[nodiscard]] std::optional<XmlNode> next_sibling() const { return next_tag(node_->next); }

  /// Does what xmlnode_set_attrib_full() does, in place when the attribute is there. libpurple's
  /// own way frees it, takes a prefixed one of the same name (COMPAT(libpurple 2.14): its parser
  /// reads x:ext into no namespace) for ours and loses it, and registers each new one with D-Bus,
  /// which costs more than all our rules together and which nobody can ask for.
  void set_attribute(const char* name, const std::string& value) {
    char* data = g_strdup(value.c_str());
    if (xmlnode* found = find_attribute(name)) {
      g_free(found->data);
      found->data = data;
      return;
    }
    auto* made = g_new0(xmlnode, 1);
    made->type = XMLNODE_TYPE_ATTRIB;
    made->name = g_strdup(name);
    made->data = data;
    xmlnode_insert_child(node_, made);  // which owns it from here on
  }                                     // NOLINT(clang-analyzer-unix.Malloc)

  void remove_attribute(const char* name) {
    if (xmlnode* found = find_attribute(name)) xmlnode_free(found);
  }

  [[nodiscard]] std::size_t attribute_count() const {
    std::size_t count = 0;
    for (const xmlnode* child = node_->child; child != nullptr; child = child->next) {
      if (child->type == XMLNODE_TYPE_ATTRIB) ++count;
    }
    return count;
  }

  XmlNode append_child(const char* name, const char* namespace_uri) {
    xmlnode* child = xmlnode_new_child(node_, name);
    xmlnode_set_namespace(child, namespace_uri);
    return XmlNode(child);
  }

  /// xmlnode_free() takes the node out of its parent first.
  void remove_child(XmlNode child) { xmlnode_free(child.node_); }

  /// The text directly inside the element; empty when there is none. The parser has unescaped it:
  /// xmlnode_get_data_unescaped() would do so again.
  [[nodiscard]] std::string text() const {
    const GCharPtr data(xmlnode_get_data(node_));
    return data ? data.get() : "";
  }

  [[nodiscard]] xmlnode* get() const { return node_; }

 private:
  static std::string_view or_empty(const char* text) {
    return text != nullptr ? std::string_view(text) : std::string_view();
  }

  static std::optional<XmlNode> next_tag(xmlnode* node) {
    while (node != nullptr && node->type != XMLNODE_TYPE_TAG)
      node = node->next;
    if (node == nullptr) return std::nullopt;
    return XmlNode(node);
  }

  [[nodiscard]] xmlnode* find_attribute(const char* name) const {
    for (xmlnode* child = node_->child; child != nullptr; child = child->next) {
      // The first letters mostly differ already: no call for those.
      if (child->type == XMLNODE_TYPE_ATTRIB && child->xmlns == nullptr &&
          child->prefix == nullptr && *child->name == *name &&
          std::strcmp(child->name, name) == 0) {
        return child;
      }
    }
    return nullptr;
  }

  xmlnode* node_;
};

}  // namespace plugin
