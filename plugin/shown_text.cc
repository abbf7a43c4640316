// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/shown_text.h"

#include "sms/character.h"
#include "sms/utf8_decode.h"

namespace plugin {
namespace {

constexpr std::string_view replacement = "\uFFFD";

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

constexpr bool is_blank(char32_t c) {
  return c == ' ' || is_within(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         is_within(c, 0x2000, 0x200A) || sms::is_line_separator(c) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/// Joins what stands around it, and is nothing by itself.
constexpr bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D || is_within(c, 0xFE00, 0xFE0F);
}

/// What is not seen, with Mongolian's vowel separator, annotations and tags.
constexpr bool is_hidden(char32_t c) {
  return sms::is_control(c) || (sms::is_invisible(c) && !is_joiner(c)) || c == 0x180E ||
         is_within(c, 0xFFF9, 0xFFFB) || is_within(c, 0xE0000, 0xE007F);
}

/// Takes the first character off the text, or a byte that is none.
struct Taken {
  std::string_view piece;
  char32_t character;
};
Taken take_first(std::string_view& text) {
  const auto [character, length] = sms::decode_utf8(text, 0);
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
    if (is_shape || (!sms::is_control(character) && !sms::turns_text(character))) shown += piece;
  }
  return shown;
}

}  // namespace plugin
