// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/shown_text.h"

#include <cstdint>

namespace plugin {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Decoded {
  char32_t character;
  std::size_t length;  ///< 0: no character begins here
};

/// Source: RFC 3629 §4
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {0, 0};
  char32_t character = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {0, 0};
    character = (character << 6U) | (byte(i) & 0x3FU);
  }
  const bool is_overlong =
      (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (is_overlong || is_surrogate || character > 0x10FFFF) return {0, 0};
  return {character, length};
}

constexpr bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x2028 ||
         c == 0x2029 || c == 0x3000;
}

/// Controls, direction marks and overrides, joiners, soft hyphen, byte order mark, tags.
constexpr bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string shown_text(std::string_view text, std::size_t longest) {
  std::string shown;
  std::size_t count = 0;
  bool is_after_blank = false;
  while (!text.empty()) {
    const auto [character, length] = decode(text);
    const std::string_view piece = length == 0 ? replacement : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
    if (length != 0 && is_blank(character)) {
      is_after_blank = !shown.empty();
      continue;
    }
    if (length != 0 && is_hidden(character)) continue;
    const std::size_t needed = is_after_blank ? 2 : 1;
    if (count + needed > longest) return shown + "…";
    if (is_after_blank) shown += ' ';
    is_after_blank = false;
    shown += piece;
    count += needed;
  }
  return shown;
}

}  // namespace plugin
