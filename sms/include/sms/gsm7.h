// SPDX-License-Identifier: GPL-2.0-or-later
// The GSM 7-bit default alphabet and its extension table, character by character: for carriers that
// get and give octets instead of text (SMPP, a modem). What a text costs, segments.h says.
#pragma once

#include <cstdint>
#include <optional>

namespace sms {

/// A character of the alphabet as it is sent: alone, or as the pair ESC (0x1B) and `code`.
struct Gsm7Code {
  std::uint8_t code = 0;
  bool is_escaped = false;

  friend constexpr bool operator==(Gsm7Code, Gsm7Code) = default;
};

/// How a character is sent; nullopt when neither table has it. U+001B is not a character of the
/// alphabet: 0x1B there is the escape itself.
/// Source:  3GPP TS 23.038 §6.2.1 (default alphabet), §6.2.1.1 (extension table)
/// Example: U'@' -> {0x00}; U'€' -> {0x65, escaped}; U'ç' -> nullopt (only Ç is there)
[[nodiscard]] std::optional<Gsm7Code> to_gsm7(char32_t character);

/// The character that a code stands for; nullopt for 0x1B alone, for codes above 0x7F and for what
/// the extension table leaves empty.
/// Source:  3GPP TS 23.038 §6.2.1, §6.2.1.1
[[nodiscard]] std::optional<char32_t> from_gsm7(Gsm7Code code);

}  // namespace sms
