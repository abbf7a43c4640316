// SPDX-License-Identifier: GPL-2.0-or-later
// What /sms gateways says, as libpurple's HTML.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/gateways/gateway_info.h"

namespace plugin {

/// Where an account stands, as plain values.
struct AccountGateways {
  std::string account;  ///< bare JID, as shown to the user
  bool is_connected = false;
  bool is_looking = false;
  std::size_t not_looked_at = 0;
  std::vector<GatewayInfo> gateways;  ///< the default first
};

[[nodiscard]] std::string gateway_page(const std::vector<AccountGateways>& accounts);

}  // namespace plugin
