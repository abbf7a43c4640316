// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/one_line.h"

#include <algorithm>

#include "sms/character.h"
#include "sms/utf8_decode.h"

namespace gateway {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

/// At most `most` bytes, not ending within a character.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  constexpr std::size_t longest_rest = 3;  // of a character; more is no UTF-8 anyway
  while (end > 0 && most - end < longest_rest && (byte_at(text, end) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

constexpr bool is_harmful(char32_t c) {
  return sms::is_control(c) || sms::is_line_separator(c) || sms::turns_text(c) ||
         sms::is_direction_mark(c);
}

/// Goes through a text: `show` gets each character that may be shown, `hide` each that may not,
/// `spoilt` each byte that belongs to none.
template <class Show, class Hide, class Spoilt>
void walk(std::string_view text, Show show, Hide hide, Spoilt spoilt) {
  while (!text.empty()) {
    const auto [character, length] = sms::decode_utf8(text, 0);
    const std::string_view piece = text.substr(0, std::max<std::size_t>(length, 1));
    if (length == 0) {
      spoilt(piece);
    } else if (is_harmful(character)) {
      hide(piece);
    } else {
      show(piece);
    }
    text.remove_prefix(piece.size());
  }
}

constexpr std::string_view ellipsis = "…";
constexpr std::string_view replacement = "\uFFFD";

}  // namespace

std::string shortened(std::string_view text, std::size_t most_bytes) {
  const std::string_view shown = beginning(text, most_bytes);
  std::string result(shown);
  if (shown.size() < text.size()) result += ellipsis;
  return result;
}

std::string one_line(std::string_view text, std::size_t most_bytes) {
  const std::string_view shown = beginning(text, most_bytes);
  std::string line;
  walk(
      shown, [&](std::string_view piece) { line += piece; }, [&](std::string_view) { line += ' '; },
      [&](std::string_view) {
        if (!line.ends_with(replacement)) line += replacement;
      });
  if (shown.size() < text.size()) line += ellipsis;
  return line;
}

std::string one_line_escaped(std::string_view text, std::size_t most_bytes) {
  const std::string_view shown = beginning(text, most_bytes);
  std::string line;
  const auto spell = [&](std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      line += "\\x";
      line += digits[byte >> 4U];
      line += digits[byte & 0xFU];
    }
  };
  walk(
      shown,
      [&](std::string_view piece) {
        if (piece == "\\") line += '\\';
        line += piece;
      },
      spell, spell);
  if (shown.size() < text.size()) line += ellipsis;
  return line;
}

}  // namespace gateway
