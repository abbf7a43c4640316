// SPDX-License-Identifier: GPL-2.0-or-later
// Text that somebody else wrote, made fit to be shown among our own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plugin {

/// The text on one line: without control characters and without those that are not seen or turn the
/// text around them (U+202E and its like), blanks as one space and none at the ends.
/// Shape:   any bytes; what is not UTF-8 becomes U+FFFD. The result is no markup yet: escape it.
/// Units:   `longest` in characters; what is longer is cut and ends in "…"
/// Example: " My\n\u202Egateway " -> "My gateway"
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t longest);

/// Source: long enough for any name that is meant to be read, short enough for a line
inline constexpr std::size_t longest_name = 100;
/// For an explanation by somebody else.
inline constexpr std::size_t longest_explanation = 300;

}  // namespace plugin
