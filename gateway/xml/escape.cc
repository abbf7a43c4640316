// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/escape.h"

#include <array>
#include <cstddef>

#include "sms/utf8_decode.h"

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

/// How many bytes the character at the start takes; 0 when XML has no such character.
std::size_t character_bytes(std::string_view text) {
  const auto [character, length] = sms::decode_utf8(text, 0);
  return character == 0xFFFE || character == 0xFFFF ? 0 : length;
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
