// SPDX-License-Identifier: GPL-2.0-or-later
// Why something is not a number that a text can go to.
#pragma once

#include <string>
#include <string_view>

namespace sms {

enum class NumberErrorCode {
  empty,
  invalid_utf8,
  control_character,     ///< NUL and the other control characters
  invisible_character,   ///< direction marks and overrides, zero-width characters
  mixed_digits,          ///< digits of two scripts
  letters,               ///< 1-800-FLOWERS
  extension,             ///< a text cannot go to an extension
  unexpected_character,  ///< any other: '*', '#', a second '+'
  missing_country_code,  ///< neither '+' nor a region to read the number in
  unknown_country_code,
  unknown_region,     ///< a region without a numbering plan
  missing_area_code,  ///< can be dialled only within its area
  too_short,
  too_long,
  wrong_length,  ///< between the shortest and the longest of the plan, but no number is that long
  malformed_uri,
  several_recipients,  ///< an sms: URI with more than one
  local_context,       ///< a tel: URI whose number only some network knows
  not_e164,
  not_a_short_code,
  not_a_sender_name,
  no_numbering_plans,  ///< the module that knows them could not be loaded
};

/// The value's own name, for logs and scripts: "too_short".
[[nodiscard]] std::string_view error_name(NumberErrorCode code);

/// Errors:  `message` is one English sentence: what was given (shortened, control characters made
///          visible), what is wrong with it, and a number of that country as an example
struct NumberError {
  NumberErrorCode code = NumberErrorCode::empty;
  std::string message;
};

}  // namespace sms
