// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/shown_text.h"

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

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

constexpr bool is_blank(char32_t c) {
  return c == ' ' || is_within(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         is_within(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

constexpr bool is_control(char32_t c) {
  return c < 0x20 || is_within(c, 0x7F, 0x9F);
}

/// Begins or ends a stretch of another direction.
constexpr bool turns_text(char32_t c) {
  return is_within(c, 0x202A, 0x202E) || is_within(c, 0x2066, 0x2069);
}

/// Controls, direction marks and overrides, soft hyphen, byte order mark, tags.
constexpr bool is_hidden(char32_t c) {
  return is_control(c) || turns_text(c) || c == 0xAD || c == 0x61C || c == 0x180E || c == 0x200B ||
         c == 0x200E || c == 0x200F || is_within(c, 0x2060, 0x206F) || c == 0xFEFF ||
         is_within(c, 0xFFF9, 0xFFFB) || is_within(c, 0xE0000, 0xE007F);
}

/// Joins what stands around it, and is nothing by itself.
constexpr bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D || is_within(c, 0xFE00, 0xFE0F);
}

/// Takes the first character off the text, or a byte that is none.
struct Taken {
  std::string_view piece;
  char32_t character;
};
Taken take_first(std::string_view& text) {
  const auto [character, length] = decode(text);
  const Taken taken =
      length == 0 ? Taken{replacement, 0xFFFD} : Taken{text.substr(0, length), character};
  text.remove_prefix(length == 0 ? 1 : length);
  return taken;
}

}  // namespace

std::string shown_text(std::string_view text, std::size_t longest) {
  std::string shown;
  std::size_t count = 0;
  bool is_after_blank = false;
  bool is_visible = false;
  while (!text.empty()) {
    const auto [piece, character] = take_first(text);
    if (is_blank(character)) {
      is_after_blank = !shown.empty();
      continue;
    }
    if (is_hidden(character)) continue;
    const std::size_t needed = is_after_blank ? 2 : 1;
    if (count + needed > longest) return shown + "…";
    if (is_after_blank) shown += ' ';
    is_after_blank = false;
    shown += piece;
    count += needed;
    is_visible = is_visible || !is_joiner(character);
  }
  return is_visible ? shown : "";
}

std::string shown_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto [piece, character] = take_first(text);
    const bool is_shape = character == '\n' || character == '\t';
    if (is_shape || (!is_control(character) && !turns_text(character))) shown += piece;
  }
  return shown;
}

}  // namespace plugin
