// SPDX-License-Identifier: GPL-2.0-or-later
// What was typed or sent, without the blanks around it.
#pragma once

#include <cstddef>
#include <string_view>

namespace plugin {

/// Shape:   a view into `text`
/// Example: " Anna\n" -> "Anna"
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace plugin
