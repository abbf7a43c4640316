// SPDX-License-Identifier: GPL-2.0-or-later
// The ways that a text can take: an account, and a gateway that it knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"

namespace plugin {

struct Route {
  std::string account;  ///< bare JID
  GatewayInfo gateway;
};

/// The routes of all connected accounts, of each its default gateway first; when none is connected,
/// of all accounts.
[[nodiscard]] std::vector<Route> routes(const Gateways& gateways);

/// The first one of `account`; with an empty `account`, the first of all.
[[nodiscard]] std::optional<Route> default_route(const std::vector<Route>& routes,
                                                 const std::string& account);

/// A choice among routes, with the id "from"; "automatic" comes first and is chosen.
[[nodiscard]] FormField route_field(const std::vector<Route>& routes);

/// What was chosen there; nullopt: automatic.
[[nodiscard]] std::optional<Route> chosen_route(const std::vector<Route>& routes,
                                                const FormValues& values);

/// Why there is no route, and what to do: a sentence for the user.
[[nodiscard]] std::string explain_no_route(const std::string& account);

}  // namespace plugin
