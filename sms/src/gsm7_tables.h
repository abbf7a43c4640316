// SPDX-License-Identifier: GPL-2.0-or-later
// The two tables of 3GPP TS 23.038, and what a text costs by them, as constants.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sms::detail {

inline constexpr std::uint8_t gsm7_escape = 0x1B;

/// 3GPP TS 23.038 §6.2.1, row by row from 0x00; 0x1B is the escape to the extension table.
inline constexpr std::array<char32_t, 128> default_alphabet = {
    U'@', U'£', U'$', U'¥', U'è', U'é', U'ù', U'ì', U'ò', U'Ç',  U'\n', U'Ø', U'ø',    U'\r', U'Å',
    U'å', U'Δ', U'_', U'Φ', U'Γ', U'Λ', U'Ω', U'Π', U'Ψ', U'Σ',  U'Θ',  U'Ξ', U'\x1B', U'Æ',  U'æ',
    U'ß', U'É', U' ', U'!', U'"', U'#', U'¤', U'%', U'&', U'\'', U'(',  U')', U'*',    U'+',  U',',
    U'-', U'.', U'/', U'0', U'1', U'2', U'3', U'4', U'5', U'6',  U'7',  U'8', U'9',    U':',  U';',
    U'<', U'=', U'>', U'?', U'¡', U'A', U'B', U'C', U'D', U'E',  U'F',  U'G', U'H',    U'I',  U'J',
    U'K', U'L', U'M', U'N', U'O', U'P', U'Q', U'R', U'S', U'T',  U'U',  U'V', U'W',    U'X',  U'Y',
    U'Z', U'Ä', U'Ö', U'Ñ', U'Ü', U'§', U'¿', U'a', U'b', U'c',  U'd',  U'e', U'f',    U'g',  U'h',
    U'i', U'j', U'k', U'l', U'm', U'n', U'o', U'p', U'q', U'r',  U's',  U't', U'u',    U'v',  U'w',
    U'x', U'y', U'z', U'ä', U'ö', U'ñ', U'ü', U'à',
};

struct ExtensionEntry {
  std::uint8_t code;
  char32_t character;
};

/// 3GPP TS 23.038 §6.2.1.1. 0x0D (a control) and 0x1B (a further escape) are reserved there.
inline constexpr std::array<ExtensionEntry, 10> extension_table = {{
    {0x0A, U'\f'},
    {0x14, U'^'},
    {0x28, U'{'},
    {0x29, U'}'},
    {0x2F, U'\\'},
    {0x3C, U'['},
    {0x3D, U'~'},
    {0x3E, U']'},
    {0x40, U'|'},
    {0x65, U'€'},
}};

/// Everything but the Greek capitals and the euro sign lies below U+0100: one look-up for nearly
/// every character of a text.
inline constexpr std::array<std::uint8_t, 256> latin1_septets = [] {
  std::array<std::uint8_t, 256> septets{};
  for (std::size_t code = 0; code < default_alphabet.size(); ++code) {
    if (code != gsm7_escape && default_alphabet[code] < 256) septets[default_alphabet[code]] = 1;
  }
  for (const ExtensionEntry& entry : extension_table) {
    if (entry.character < 256) septets[entry.character] = 2;
  }
  return septets;
}();

inline unsigned septets_of(char32_t c) {
  if (c < 256) return latin1_septets[c];
  switch (c) {
    case U'Δ':
    case U'Φ':
    case U'Γ':
    case U'Λ':
    case U'Ω':
    case U'Π':
    case U'Ψ':
    case U'Σ':
    case U'Θ':
    case U'Ξ':
      return 1;
    case U'€':
      return 2;
    default:
      return 0;
  }
}

}  // namespace sms::detail
