// SPDX-License-Identifier: GPL-2.0-or-later
// One character of UTF-8 at a time, inlined into the loops that read texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sms {

struct DecodedCharacter {
  char32_t value;
  std::size_t length;  ///< in bytes; 0 when the sequence is malformed
};

/// The character at `offset`, which must lie within the text.
/// Errors:  length 0: malformed, as in utf8.h
/// Source:  RFC 3629 §4 (the table there: the second byte's range depends on the first, which
///          excludes overlong forms and surrogates)
inline DecodedCharacter decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t left = text.size() - offset;
  const auto is_tail = [&](std::size_t i) { return i < left && (byte(i) & 0xC0U) == 0x80U; };
  if (first >= 0xC2 && first <= 0xDF) {
    if (!is_tail(1)) return {0, 0};
    return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  }
  if (first >= 0xE0 && first <= 0xEF) {
    if (!is_tail(1) || !is_tail(2)) return {0, 0};
    if (first == 0xE0 && byte(1) < 0xA0) return {0, 0};
    if (first == 0xED && byte(1) > 0x9F) return {0, 0};
    return {((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!is_tail(1) || !is_tail(2) || !is_tail(3)) return {0, 0};
    if (first == 0xF0 && byte(1) < 0x90) return {0, 0};
    if (first == 0xF4 && byte(1) > 0x8F) return {0, 0};
    return {((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
                (byte(3) & 0x3FU),
            4};
  }
  return {0, 0};
}

/// Shape:   a character, so no surrogate and nothing above U+10FFFF: that is not looked for
inline void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

}  // namespace sms
