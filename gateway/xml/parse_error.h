// SPDX-License-Identifier: GPL-2.0-or-later
// What can be wrong with XML that comes in.
#pragma once

#include <cstdint>
#include <string_view>

namespace gateway::xml {

enum class ParseError : std::uint8_t {
  // What ends a stream.
  not_well_formed,  ///< bad UTF-8 too
  other_encoding,   ///< says that it is not UTF-8
  restricted,       ///< a DTD, an entity of its own, a processing instruction, a comment
  stray_text,       ///< between stanzas
  after_the_end,    ///< something behind the last tag
  unfinished,       ///< a document that stops too early
  over_all_bounds,  ///< so large or deep that it is not even read past
  // What a stanza is refused for; the stream goes on behind it.
  too_deep,
  too_long,
  too_many_parts,
};

/// "not well-formed XML", …: to stand in a log or a sentence.
[[nodiscard]] std::string_view parse_error_text(ParseError error);

/// The condition of a stream error or a stanza error that says so: "not-well-formed", …
/// Source:  RFC 6120 §4.9.3, §8.3.3
[[nodiscard]] std::string_view parse_error_condition(ParseError error);

}  // namespace gateway::xml
