// SPDX-License-Identifier: GPL-2.0-or-later
#include "quote.h"

#include <iterator>

#include <fmt/format.h>

#include "utf8_decode.h"

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
    if (is_control(character) || is_invisible(character) || character == 0x2028 ||
        character == 0x2029) {
      fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<unsigned>(character));
    } else {
      out += text.substr(offset, length);
    }
    offset += length;
  }
  out += '\'';
  return out;
}

}  // namespace sms::detail
