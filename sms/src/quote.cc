// SPDX-License-Identifier: GPL-2.0-or-later
#include "quote.h"

#include <iterator>

#include <fmt/format.h>

#include "sms/character.h"
#include "sms/utf8_decode.h"

namespace sms::detail {

std::string quote(std::string_view text) {
  constexpr int most_characters = 40;
  std::string out = "'";
  int characters = 0;
  for (std::size_t offset = 0; offset < text.size(); ++characters) {
    if (characters == most_characters) {
      out += "…";
      break;
    }
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0) {
      fmt::format_to(std::back_inserter(out), "\\x{:02X}",
                     static_cast<unsigned char>(text[offset]));
      ++offset;
      continue;
    }
    if (is_control(character) || is_invisible(character) || is_line_separator(character)) {
      fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<unsigned>(character));
    } else {
      out += text.substr(offset, length);
    }
    offset += length;
  }
  out += '\'';
  return out;
}

std::string bad_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() - offset ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  const bool is_surrogate =
      byte(0) == 0xED && (byte(1) & 0xE0U) == 0xA0U && (byte(2) & 0xC0U) == 0x80U;
  if (is_surrogate) {
    const unsigned surrogate = 0xD000U | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    return fmt::format("the surrogate U+{:04X} at offset {} is no character", surrogate, offset);
  }
  return fmt::format("byte 0x{:02X} at offset {} begins no character", byte(0), offset);
}

}  // namespace sms::detail
