// SPDX-License-Identifier: GPL-2.0-or-later
// What somebody wrote for a number, reduced to its digits.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "sms/number_error.h"

namespace sms::detail {

/// The digits in ASCII, '+' in front if there was one, nothing else.
struct SpelledNumber {
  std::string text;

  [[nodiscard]] bool is_international() const { return text.starts_with('+'); }
};

/// More than this many bytes are no number in any spelling, and are not looked at.
inline constexpr std::size_t longest_spelling = 250;

/// Errors:  empty, invalid_utf8, control_character, invisible_character, mixed_digits, letters,
///          extension, unexpected_character, too_long; messages without an example
tl::expected<SpelledNumber, NumberError> read_spelling(std::string_view text);

/// The text less the white space at its ends, of any kind that people paste.
std::string_view trim(std::string_view text);

}  // namespace sms::detail
