// SPDX-License-Identifier: GPL-2.0-or-later
// Our elements as the rules of smscaps read them.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "gateway/xml/element.h"
#include "smscaps/element.h"

namespace gateway::xml {

/// A borrowed element: valid as long as the tree is there and unchanged.
class CapsElement {
 public:
  explicit CapsElement(const Element& element) : element_(&element) {}

  [[nodiscard]] std::string_view name() const { return element_->name(); }
  [[nodiscard]] std::string_view namespace_uri() const { return element_->namespace_uri(); }
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const {
    return element_->attribute(name);
  }
  [[nodiscard]] std::optional<CapsElement> first_child() const { return next(element_->nodes()); }
  [[nodiscard]] std::optional<CapsElement> next_sibling() const { return next(behind_); }

 private:
  using Nodes = std::span<const Element::Node>;

  CapsElement(const Element& element, Nodes behind) : element_(&element), behind_(behind) {}

  static std::optional<CapsElement> next(Nodes nodes) {
    for (; !nodes.empty(); nodes = nodes.subspan(1)) {
      const auto* element = std::get_if<Element>(&nodes.front());
      if (element != nullptr) return CapsElement(*element, nodes.subspan(1));
    }
    return std::nullopt;
  }

  const Element* element_;
  Nodes behind_;  ///< its siblings; none for the root
};

static_assert(smscaps::ReadableElement<CapsElement>);

}  // namespace gateway::xml
