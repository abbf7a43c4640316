// SPDX-License-Identifier: GPL-2.0-or-later
// What reading a message needs of an XML tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "smscaps/element.h"

namespace plugin {

/// An element whose text can be read too.
template <class E>
concept TextElement = smscaps::ReadableElement<E> && requires(const E element) {
  { element.text() } -> std::convertible_to<std::string>;
};

/// The first child of this name; with a namespace, of that one only.
template <smscaps::ReadableElement E>
[[nodiscard]] std::optional<E> find_child(const E& parent, std::string_view name,
                                          std::string_view namespace_uri = {}) {
  for (std::optional<E> child = parent.first_child(); child; child = child->next_sibling()) {
    if (child->name() == name &&
        (namespace_uri.empty() || child->namespace_uri() == namespace_uri)) {
      return child;
    }
  }
  return std::nullopt;
}

}  // namespace plugin
