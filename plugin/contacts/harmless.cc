// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/harmless.h"

#include "sms/utf8.h"

namespace plugin {
namespace {

/// The length of the character that begins here, by its first byte.
std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/// The number of a valid character.
char32_t code_of(std::string_view character) {
  constexpr unsigned char masks[] = {0x7f, 0x1f, 0x0f, 0x07};
  char32_t code = static_cast<unsigned char>(character[0]) & masks[character.size() - 1];
  for (const char c : character.substr(1))
    code = (code << 6) | (static_cast<unsigned char>(c) & 0x3f);
  return code;
}

bool is_between(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

/// Begins or ends a stretch of another direction.
bool turns_text(char32_t code) {
  return is_between(code, 0x202a, 0x202e) || is_between(code, 0x2066, 0x2069);
}

bool is_late_control(char32_t code) {
  return is_between(code, 0x80, 0x9f);
}

bool is_invisible(char32_t code) {
  return is_late_control(code) || turns_text(code) || code == 0x061c || code == 0xfeff ||
         is_between(code, 0x200b, 0x200f) || is_between(code, 0x2028, 0x2029) ||
         is_between(code, 0x2060, 0x2069);
}

bool is_early_control(char32_t code) {
  return code < ' ' || code == 0x7f;
}

}  // namespace

std::string harmless(std::string_view text, std::size_t most) {
  const std::size_t valid = sms::first_invalid_utf8(text).value_or(text.size());
  const bool is_cut = valid < text.size();
  text = text.substr(0, valid);
  std::string made;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_of(text[at]));
    at += character.size();
    const char32_t code = code_of(character);
    if (is_invisible(code)) continue;
    if (count == most) return made + "…";
    ++count;
    if (is_early_control(code)) {
      made += ' ';
    } else {
      made += character;
    }
  }
  return is_cut ? made + "?" : made;
}

std::string harmless_lines(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_of(text[at]));
    at += character.size();
    const char32_t code = code_of(character);
    const bool is_control =
        is_late_control(code) || (is_early_control(code) && code != '\n' && code != '\t');
    if (!turns_text(code) && !is_control) made += character;
  }
  return made;
}

}  // namespace plugin
