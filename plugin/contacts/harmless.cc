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

bool is_invisible(std::string_view character) {
  // U+0080..U+009F; U+061C; U+200B..U+200F, U+2028..U+202E; U+2060..U+2069; U+FEFF.
  if (character.size() == 2) {
    return (character[0] == '\xc2' && static_cast<unsigned char>(character[1]) < 0xa0) ||
           character == "\u061c";
  }
  return (character >= "\u200b" && character <= "\u200f") ||
         (character >= "\u2028" && character <= "\u202e") ||
         (character >= "\u2060" && character <= "\u2069") || character == "\ufeff";
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
    if (is_invisible(character)) continue;
    if (count == most) return made + "…";
    ++count;
    const bool is_control = character.size() == 1 && (character[0] < ' ' || character[0] == 0x7f);
    if (is_control) {
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
    const bool turns = character.size() == 3 && ((character >= "\u202a" && character <= "\u202e") ||
                                                 (character >= "\u2066" && character <= "\u2069"));
    const bool is_control =
        (character.size() == 1 && (character[0] < ' ' || character[0] == 0x7f) &&
         character != "\n" && character != "\t") ||
        (character.size() == 2 && is_invisible(character) && character != "\u061c");
    if (!turns && !is_control) made += character;
  }
  return made;
}

}  // namespace plugin
