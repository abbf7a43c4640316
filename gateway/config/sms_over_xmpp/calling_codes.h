// SPDX-License-Identifier: GPL-2.0-or-later
// Which country a prefix of numbers is of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gateway::config::sms_over_xmpp {

struct Country {
  std::string code;    ///< "+49"
  std::string region;  ///< "DE"; of those that share a code, the one that gave the plan its rules
};

/// Source:  ITU-T E.164, list of assigned country codes; ISO 3166-1
/// Example: "+1" -> US; "+49" -> DE; "+1307" -> US; "49" -> nullopt; "+0" -> nullopt
[[nodiscard]] std::optional<Country> country_of(std::string_view prefix);

}  // namespace gateway::config::sms_over_xmpp
