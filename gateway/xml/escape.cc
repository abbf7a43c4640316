// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/escape.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gateway::xml {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// Whether a byte can be copied as it is, wherever it stands.
constexpr std::array<bool, 256> is_plain = [] {
  std::array<bool, 256> result{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte)
    result[byte] = true;
  for (const char special : std::string_view("<>&'\""))
    result[static_cast<unsigned char>(special)] = false;
  return result;
}();

std::string_view spelling(char c, Place place) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";  // "]]>" may not stand in a text
    case '&':
      return "&amp;";
    case '\'':
      return place == Place::attribute ? "&apos;" : "'";
    case '"':
      return "\"";  // values stand in single quotes
    case '\r':
      return "&#13;";
    case '\n':
      return place == Place::attribute ? "&#10;" : "\n";
    case '\t':
      return place == Place::attribute ? "&#9;" : "\t";
    default:
      return replacement;
  }
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

struct Lead {
  std::size_t bytes;  ///< 0: no character begins like this
  char32_t least;     ///< below it, another spelling is the right one
  char32_t bits;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, byte & 0x1FU};
  if (byte < 0xF0) return {3, 0x800, byte & 0x0FU};
  if (byte < 0xF5) return {4, 0x10000, byte & 0x07U};
  return {0, 0, 0};
}

/// How many bytes the character at the start takes; 0 when XML has no such character.
std::size_t character_bytes(std::string_view text) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[0]));
  if (lead.bytes == 0 || text.size() < lead.bytes) return 0;
  if (!std::ranges::all_of(text.substr(1, lead.bytes - 1), is_continuation)) return 0;
  char32_t character = lead.bits;
  for (const char c : text.substr(1, lead.bytes - 1))
    character = character << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  const bool is_forbidden = is_surrogate || character == 0xFFFE || character == 0xFFFF;
  return character < lead.least || character > 0x10FFFF || is_forbidden ? 0 : lead.bytes;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, Place place) {
  std::size_t done = 0;  // what is before has been appended
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (is_plain[byte]) {
      ++at;
      continue;
    }
    const std::size_t whole = byte < 0x80 ? 0 : character_bytes(text.substr(at));
    if (whole != 0) {
      at += whole;
      continue;
    }
    out.append(text, done, at - done);
    out += spelling(text[at], place);
    done = ++at;
  }
  out.append(text, done);
}

}  // namespace gateway::xml
