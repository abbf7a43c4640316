// SPDX-License-Identifier: GPL-2.0-or-later
// Text as XML carries it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gateway::xml {

enum class Place : std::uint8_t { text, attribute };

/// Appends `text` so that a parser gives it back: line ends and tabs too, where a parser would
/// change them. Bytes that are no UTF-8 and characters that XML forbids become U+FFFD, one each.
/// Source:  XML 1.0 §2.2, §2.11, §3.3.3
void append_escaped(std::string& out, std::string_view text, Place place);

}  // namespace gateway::xml
