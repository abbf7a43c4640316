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

/// Of what others say, in bytes.
inline constexpr std::size_t most_words = 200;

}  // namespace gateway
