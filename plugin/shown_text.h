// SPDX-License-Identifier: GPL-2.0-or-later
// Text that somebody else wrote, made fit to stand among our own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plugin {

/// Long enough for any name that is meant to be read, short enough for a line.
inline constexpr std::size_t longest_name = 100;
/// For an explanation by somebody else.
inline constexpr std::size_t longest_explanation = 300;

/// The text on one line: without control characters and without those that are not seen or turn the
/// text around them (U+202E and its like), blanks as one space and none at the ends.
/// Shape:   any bytes; what is not UTF-8 becomes U+FFFD. What joins letters and emoji stays; empty
///          when nothing else is left. The result is no markup yet: escape it.
/// Units:   `longest` in characters; what is longer is cut and ends in "…"
/// SECURITY: a direction override would let a name rewrite the sentence it stands in
/// Example: " My\n\u202Egateway " -> "My gateway"
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t longest = longest_name);

/// The text with its lines and tabs, but without other control characters and without those that
/// turn the order of the ones around them. For what a link wants us to put into a field.
/// Shape:   any bytes; what is not UTF-8 becomes U+FFFD
[[nodiscard]] std::string shown_lines(std::string_view text);

}  // namespace plugin
