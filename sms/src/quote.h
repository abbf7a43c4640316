// SPDX-License-Identifier: GPL-2.0-or-later
// Text that came from outside, made fit for an error message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sms::detail {

/// The text in quotation marks, cut after 40 characters; bytes that are not UTF-8 as \xHH,
/// characters that would hide or turn around the rest of the message as U+XXXX.
std::string quote(std::string_view text);

/// What is wrong at an offset where a text is not UTF-8.
/// Example: "byte 0xFF at offset 2 begins no character"
std::string bad_utf8(std::string_view text, std::size_t offset);

/// True for characters that are not seen: direction marks, overrides and isolates, joiners, soft
/// hyphen, byte order mark.
constexpr bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

constexpr bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

}  // namespace sms::detail
