// SPDX-License-Identifier: GPL-2.0-or-later
#include "one_line.h"

namespace sms_caps {

std::string on_one_line(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 =
        byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (is_c1) {
      ++i;
      result += "&#" + std::to_string(static_cast<unsigned char>(text[i])) + ';';
    } else if (byte < 0x20 || byte == 0x7F) {
      result += "&#" + std::to_string(byte) + ';';
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace sms_caps
