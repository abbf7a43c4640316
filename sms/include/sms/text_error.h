// SPDX-License-Identifier: GPL-2.0-or-later
// Why a text cannot be a text message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sms {

enum class TextErrorCode {
  invalid_utf8,
  nul,  ///< U+0000, which neither XML nor the GSM alphabet can carry
};

/// The value's own name, for logs and scripts: "invalid_utf8".
[[nodiscard]] std::string_view error_name(TextErrorCode code);

/// Errors:  `message` is one English sentence that names the byte and its place
struct TextError {
  TextErrorCode code = TextErrorCode::invalid_utf8;
  std::size_t offset = 0;  ///< in bytes, from the start of the text
  std::string message;
};

}  // namespace sms
