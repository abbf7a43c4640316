// SPDX-License-Identifier: GPL-2.0-or-later
// Text from outside, made fit to be shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gateway {

/// The beginning of a text, cut between two characters; "…" says that there was more.
/// Units:   bytes, without the "…"
/// Example: ("a€b", 3) -> "a…"
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most_bytes);

/// One harmless line of whole UTF-8: what would break the line, move a terminal's cursor or turn
/// the direction of text around is a space, and a run of what is no UTF-8 is U+FFFD.
/// SECURITY: anybody may have written it, and it is shown to others.
/// Units:   bytes that are read; where there are more, "…" is at the end
/// Example: ("a\r\n\x1B[31mb", 200) -> "a   [31mb"
[[nodiscard]] std::string one_line(std::string_view text, std::size_t most_bytes);

/// The same with "\xNN" for each such byte, and "\\" for "\": what came can be told from it.
/// Example: ("a\n\\", 200) -> "a\\x0a\\\\"
[[nodiscard]] std::string one_line_escaped(std::string_view text, std::size_t most_bytes);

}  // namespace gateway
