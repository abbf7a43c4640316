// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of gateways without asking.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace plugin {

inline constexpr std::string_view google_gateway = "sms.talk.google.com";

/// True for the domain of a service that carries texts, whatever it calls itself.
[[nodiscard]] inline bool is_known_gateway(std::string_view domain) {
  constexpr std::array<std::string_view, 2> known = {"cheogram.com", google_gateway};
  return std::ranges::find(known, domain) != known.end();
}

/// True for accounts of Google Talk, whose texts went by sms.talk.google.com without being listed
/// anywhere: those of its own domains, and those of others that it served.
/// Shape:   `server` as the account's domain, `connect_server` as the user typed it, or empty
[[nodiscard]] inline bool is_google_account(std::string_view server,
                                            std::string_view connect_server) {
  constexpr std::array<std::string_view, 3> domains = {"gmail.com", "googlemail.com",
                                                       "talk.google.com"};
  return std::ranges::find(domains, server) != domains.end() ||
         connect_server == "talk.google.com" || connect_server == "talk.l.google.com";
}

}  // namespace plugin
