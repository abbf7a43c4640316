// SPDX-License-Identifier: GPL-2.0-or-later
// What Twilio's error codes mean for a text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "gateway/model/message.h"

namespace gateway::twilio {

enum class Then : std::uint8_t {
  fail,           ///< it will never be taken
  wait,           ///< the number's queue is full: this text later
  tell_operator,  ///< the account is not as it should be: all texts wait until it is mended
};

struct Meaning {
  int code = 0;
  FailureKind kind = FailureKind::carrier_rejected;
  Then then = Then::fail;
  const char* text = "";  ///< for the user; empty: what the kind says, or else Twilio's own words
};

/// In the order of their codes.
/// Source:  twilio.com/docs/api/errors
[[nodiscard]] std::span<const Meaning> meanings();

/// Of any code: those that the table does not have are final, and mean what their class does.
[[nodiscard]] Meaning meaning_of(int code);

/// Why a text did not arrive.
/// Shape:   `said` are Twilio's words, which are cut and made one line of text
[[nodiscard]] Failure failure_of(int code, std::string_view said);

}  // namespace gateway::twilio
