// SPDX-License-Identifier: GPL-2.0-or-later
// Why there is no link, in words that say what to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "gateway/xml/element.h"

namespace gateway {

struct Problem {
  enum class Kind : std::uint8_t {
    broken,    ///< it worked, or may work, by itself
    refused,   ///< somebody has to change a configuration
    conflict,  ///< another gateway has the domain; this one waits to take over
  };
  Kind kind = Kind::broken;
  std::string text;  ///< a sentence for the operator
};

/// What a stream error from the server means.
/// Shape:   words of the server's own are in the text: one line, at most 200 bytes of them
/// Source:  RFC 6120 §4.9.3; XEP-0114 §3
[[nodiscard]] Problem problem_of(const xml::Element& stream_error, std::string_view domain);

/// No connection, or no longer: why, in the system's words, and what to look at.
/// Shape:   "no connection to the XMPP server: <why>: <hint>"; `hint` may be empty
[[nodiscard]] Problem no_link(std::string_view why, std::string_view hint);

/// "no XMPP server: <what it is>", which is said once; for a problem that is not known yet, the
/// beginning alone.
[[nodiscard]] std::string no_server(std::string_view problem);

/// Of what others say, in bytes.
inline constexpr std::size_t most_words = 200;

}  // namespace gateway
