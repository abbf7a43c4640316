// SPDX-License-Identifier: GPL-2.0-or-later
// The smallest XML tree that the rules of smscaps can work on.
#pragma once

#include <smscaps/element.h>

#include <algorithm>
#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// An element that owns its children.
struct TinyNode {
  std::string name;
  std::string uri;
  std::map<std::string, std::string, std::less<>> attributes;
  std::list<TinyNode> children;
  TinyNode* parent = nullptr;
};

/// A pointer to one, with the names that smscaps::WritableElement asks for.
class TinyElement {
 public:
  explicit TinyElement(TinyNode& node) : node_(&node) {}

  [[nodiscard]] std::string_view name() const { return node_->name; }
  [[nodiscard]] std::string_view namespace_uri() const { return node_->uri; }
  [[nodiscard]] std::optional<std::string_view> attribute(const char* name) const {
    const auto found = node_->attributes.find(name);
    if (found == node_->attributes.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::optional<TinyElement> first_child() const {
    if (node_->children.empty()) return std::nullopt;
    return TinyElement(node_->children.front());
  }
  [[nodiscard]] std::optional<TinyElement> next_sibling() const {
    auto& siblings = node_->parent->children;
    auto it = std::find_if(siblings.begin(), siblings.end(),
                           [this](const TinyNode& node) { return &node == node_; });
    if (++it == siblings.end()) return std::nullopt;
    return TinyElement(*it);
  }

  void set_attribute(const char* name, const std::string& value) {
    node_->attributes[name] = value;
  }
  void remove_attribute(const char* name) { node_->attributes.erase(name); }
  [[nodiscard]] std::size_t attribute_count() const { return node_->attributes.size(); }
  TinyElement append_child(const char* name, const char* uri) {
    return TinyElement(node_->children.emplace_back(TinyNode{name, uri, {}, {}, node_}));
  }
  void remove_child(TinyElement child) {
    node_->children.remove_if([child](const TinyNode& node) { return &node == child.node_; });
  }

 private:
  TinyNode* node_;
};

static_assert(smscaps::WritableElement<TinyElement>);
