// SPDX-License-Identifier: GPL-2.0-or-later
// What to tell the user of a text that came back: what happened, what to do, what the service said.
#pragma once

#include <cstddef>
#include <string>

#include "plugin/texting/bounce.h"

namespace plugin {

/// What we know besides.
struct BounceFacts {
  std::string account;            ///< bare JID, as shown to the user
  std::string quote;              ///< of the text; empty when it is not known which one it was
  bool is_kept = false;           ///< the text can be sent again
  std::size_t others_kept = 0;    ///< texts that /sms retry would send besides
  bool asks_to_announce = false;  ///< a question to switch announcing on stands beside it
  bool asks_to_register = false;  ///< a question to register stands beside it
};

/// Shape:   plain text of a few lines
[[nodiscard]] std::string explain_bounce(const Bounce& bounce, const BounceFacts& facts);

}  // namespace plugin
