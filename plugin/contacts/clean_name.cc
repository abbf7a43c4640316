// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/clean_name.h"

#include "sms/utf8.h"

namespace plugin {
namespace {

/// Shape:   valid UTF-8, not empty
std::size_t length_of_first(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

char32_t decode(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  const std::size_t size = character.size();
  char32_t value = size == 1 ? first : first & (0xFFU >> (size + 1));
  for (const char c : character.substr(1))
    value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

bool is_space(char32_t c) {
  return c == U' ' || is_within(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         is_within(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_left_out(char32_t c) {
  return c < 0x20 || is_within(c, 0x7F, 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E ||
         c == 0x200B || c == 0x200E || c == 0x200F || is_within(c, 0x202A, 0x202E) ||
         is_within(c, 0x2060, 0x206F) || c == 0xFEFF || is_within(c, 0xFFF9, 0xFFFB);
}

/// Joins what stands around it, and is nothing by itself.
bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D || is_within(c, 0xFE00, 0xFE0F);
}

}  // namespace

std::string clean_name(std::string_view name, std::size_t most) {
  name = name.substr(0, sms::first_invalid_utf8(name).value_or(name.size()));
  std::string result;
  std::size_t count = 0;
  bool is_space_due = false;
  bool is_visible = false;
  while (!name.empty()) {
    const std::string_view character = name.substr(0, length_of_first(name));
    name.remove_prefix(character.size());
    const char32_t c = decode(character);
    if (is_space(c)) {
      is_space_due = !result.empty();
    } else if (!is_left_out(c)) {
      if (count + (is_space_due ? 2 : 1) > most) break;
      if (is_space_due) result += ' ';
      count += is_space_due ? 2 : 1;
      is_space_due = false;
      result += character;
      is_visible = is_visible || !is_joiner(c);
    }
  }
  return is_visible ? result : std::string();
}

}  // namespace plugin
