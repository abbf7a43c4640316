// SPDX-License-Identifier: GPL-2.0-or-later
// What a text takes, in words: the question before a long one, and the line behind one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plugin {

enum class SendVerdict : std::uint8_t {
  send,
  ask,     ///< it takes more messages than the user wants to send unasked
  refuse,  ///< no phone puts so many parts together again
};

struct SendCheck {
  SendVerdict verdict = SendVerdict::send;
  std::string question;  ///< or why it is refused; empty when it may be sent
  std::string details;   ///< what makes it expensive; may be empty
};

/// Shape:   the text as it is sent, any bytes: what is not UTF-8 is the client's business
/// Units:   `ask_above` in messages; 0 never asks
[[nodiscard]] SendCheck check_cost(std::string_view text, std::size_t ask_above);

/// Example: "Sent as 3 SMS (UCS-2 because of “ê”)."; empty for a text that took one message
[[nodiscard]] std::string cost_line(std::string_view text);

}  // namespace plugin
