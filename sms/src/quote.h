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

}  // namespace sms::detail
