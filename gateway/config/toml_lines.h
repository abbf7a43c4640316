// SPDX-License-Identifier: GPL-2.0-or-later
// A configuration's lines, read by themselves: for what is no TOML as a whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::config {

/// The lines of `toml` up to this one.
[[nodiscard]] std::vector<std::string_view> lines_until(std::string_view toml, std::size_t last);

/// Without spaces and tabs at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// "xmpp" of "[xmpp]  # ours"; empty when it is no line of this kind
[[nodiscard]] std::string_view section_of(std::string_view line);

/// What stands in front of "=", and behind it; empty when there is none.
[[nodiscard]] std::string_view key_of(std::string_view line);
[[nodiscard]] std::string_view value_of(std::string_view line);

/// What of a line stands outside its strings and its comment, with spaces for the strings.
[[nodiscard]] std::string unquoted(std::string_view line);

/// The first quote of a word processor's that stands there: a part of `line`, or nothing.
[[nodiscard]] std::string_view curly_quote_in(std::string_view line);

/// A key as it is named to the operator.
/// SECURITY: errors are logged, so numbers are named by their last digits.
/// Example: "\"juliet@example.com\"" -> "juliet@example.com"; "\"+13075550100\"" -> "…0100"
[[nodiscard]] std::string bare(std::string_view key);

}  // namespace gateway::config
