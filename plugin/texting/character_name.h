// SPDX-License-Identifier: GPL-2.0-or-later
// Naming a character so that a person sees which one is meant, whatever it is.
#pragma once

#include <string>

namespace plugin {

/// The character in quotes (unless it is one) and its number; the number alone when it is
/// invisible, steers the direction of text or has no fixed look, and would make its neighbours
/// unreadable.
/// Shape:   a Unicode scalar value; UTF-8 out
/// Example: U+00EA -> "“ê” U+00EA"; U+202E -> "U+202E"; U+0302 -> "“◌̂” U+0302"
[[nodiscard]] std::string character_name(char32_t character);

}  // namespace plugin
