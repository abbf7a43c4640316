// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/one_line.h"

#include "sms/utf8.h"

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

/// The length of a character that must not be shown as it is: C0, C1, line and paragraph
/// separators, and what turns the direction of text around. 0: it may be.
std::size_t harmful(std::string_view text) {
  const auto byte = [&](std::size_t at) { return byte_at(text, at); };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) < 0xA0) return 2;
  if (byte(0) == 0xD8 && byte(1) == 0x9C) return 2;
  if (byte(0) != 0xE2) return 0;
  const bool turns = byte(1) == 0x80 &&
                     (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE));
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
  return turns || isolates ? 3 : 0;
}

/// Goes through a text: `show` gets each byte that may be shown, `hide` each character that may
/// not, `spoilt` each byte that belongs to no character.
template <class Show, class Hide, class Spoilt>
void walk(std::string_view text, Show show, Hide hide, Spoilt spoilt) {
  while (!text.empty()) {
    const std::size_t good = sms::first_invalid_utf8(text).value_or(text.size());
    for (std::size_t at = 0; at < good;) {
      const std::size_t length = harmful(text.substr(at, good - at));
      if (length == 0) {
        show(text[at++]);
      } else {
        hide(text.substr(at, length));
        at += length;
      }
    }
    text.remove_prefix(good);
    if (text.empty()) return;
    spoilt(text.substr(0, 1));
    text.remove_prefix(1);
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
      shown, [&](char c) { line += c; }, [&](std::string_view) { line += ' '; },
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
      [&](char c) {
        if (c == '\\') line += '\\';
        line += c;
      },
      spell, spell);
  if (shown.size() < text.size()) line += ellipsis;
  return line;
}

}  // namespace gateway
