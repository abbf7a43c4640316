// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/utf8.h"

#include "sms/utf8_decode.h"

namespace sms {

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = decode_utf8(text, offset).length;
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

}  // namespace sms
