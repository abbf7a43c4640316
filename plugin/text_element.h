// SPDX-License-Identifier: GPL-2.0-or-later
// XML as the plugin's plain parts see it.
#pragma once

#include <concepts>
#include <string>

#include "smscaps/element.h"

namespace plugin {

/// An element whose text can be read too.
template <class E>
concept TextElement = smscaps::ReadableElement<E> && requires(const E element) {
  { element.text() } -> std::convertible_to<std::string>;
};

}  // namespace plugin
