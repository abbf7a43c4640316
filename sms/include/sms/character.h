// SPDX-License-Identifier: GPL-2.0-or-later
// Which characters must not be shown as they are, when somebody else wrote them.
#pragma once

namespace sms {

/// C0, DEL and C1: the line ends, tabs, and what moves a terminal's cursor.
constexpr bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// U+2028 and U+2029, which end a line and are no controls.
constexpr bool is_line_separator(char32_t c) {
  return c == 0x2028 || c == 0x2029;
}

/// Begins or ends a stretch of text in another direction.
/// Source:  UAX #9 §2.1 to §2.5 (embeddings, overrides, isolates)
constexpr bool turns_text(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Has a direction and no shape. Right in a text of that direction, wrong in a line of ours.
/// Source:  UAX #9 §2.6
constexpr bool is_direction_mark(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F;
}

/// True for what is not seen: direction marks, overrides and isolates, joiners, zero-width space,
/// soft hyphen, byte order mark.
constexpr bool is_invisible(char32_t c) {
  return c == 0x00AD || is_direction_mark(c) || (c >= 0x200B && c <= 0x200D) || turns_text(c) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

}  // namespace sms
