// SPDX-License-Identifier: GPL-2.0-or-later
// What to tell the user about an account: one line for the list, one sentence for the reason.
#pragma once

#include <optional>
#include <string>

#include "plugin/announce/announcement_log.h"

namespace plugin {

/// Where an account stands, as plain values.
struct AccountFacts {
  std::string name;  ///< bare JID, as shown to the user
  bool is_switched_on = true;
  bool is_connected = false;
  bool is_sms_v2_on = false;
  std::optional<Announced> announced;  ///< nothing when no presence has left yet
};

/// Example: "announced since 14:02", "off", "not connected"
[[nodiscard]] std::string short_state(const AccountFacts& facts, Announced::Clock::time_point now);

/// Why it is so, and what changes it; one sentence.
[[nodiscard]] std::string explain_state(const AccountFacts& facts);

}  // namespace plugin
