// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/element.h"

#include <algorithm>

namespace gateway::xml {

std::optional<std::string_view> Element::attribute(std::string_view name) const {
  for (const Attribute& each : attributes_) {
    if (each.name == name && each.namespace_uri.empty()) return each.value;
  }
  return std::nullopt;
}

std::string_view Element::attribute_or(std::string_view name, std::string_view otherwise) const {
  return attribute(name).value_or(otherwise);
}

Element& Element::set(std::string name, std::string value) {
  set({}, std::move(name), std::move(value));
  return *this;
}

void Element::set(std::string namespace_uri, std::string name, std::string value) {
  const auto found = std::ranges::find_if(attributes_, [&](const Attribute& each) {
    return each.name == name && each.namespace_uri == namespace_uri;
  });
  if (found != attributes_.end()) {
    found->value = std::move(value);
  } else {
    attributes_.push_back({std::move(namespace_uri), std::move(name), std::move(value)});
  }
}

void Element::remove(std::string_view name) {
  std::erase_if(attributes_, [&](const Attribute& each) {
    return each.name == name && each.namespace_uri.empty();
  });
}

const Element* Element::child(std::string_view name, std::string_view namespace_uri) const {
  for (const Node& node : nodes_) {
    const auto* element = std::get_if<Element>(&node);
    if (element != nullptr && element->is(name, namespace_uri)) return element;
  }
  return nullptr;
}

std::string Element::text() const {
  std::string result;
  for (const Node& node : nodes_) {
    if (const auto* piece = std::get_if<std::string>(&node)) result += *piece;
  }
  return result;
}

std::optional<std::string> Element::child_text(std::string_view name) const {
  const Element* found = child(name, namespace_);
  if (found == nullptr) return std::nullopt;
  return found->text();
}

Element& Element::add(Element child) {
  return std::get<Element>(nodes_.emplace_back(std::move(child)));
}

Element& Element::add_text(std::string_view text) {
  if (text.empty()) return *this;
  auto* last = nodes_.empty() ? nullptr : std::get_if<std::string>(&nodes_.back());
  if (last != nullptr) {
    last->append(text);
  } else {
    nodes_.emplace_back(std::in_place_type<std::string>, text);
  }
  return *this;
}

bool Element::operator==(const Element& other) const {
  return name_ == other.name_ && namespace_ == other.namespace_ &&
         attributes_ == other.attributes_ && nodes_ == other.nodes_;
}

}  // namespace gateway::xml
