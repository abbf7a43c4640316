// SPDX-License-Identifier: GPL-2.0-or-later
// The gateways of an account, out of all that is known about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "plugin/gateways/disco_walk.h"
#include "plugin/gateways/gateway_info.h"

namespace plugin {

/// What a user types for a gateway: its domain, or a template such as sms-{digits}@gw.example.org.
[[nodiscard]] tl::expected<sms::Gateway, sms::AddressError> read_gateway(std::string_view text);

struct GatewaySources {
  std::vector<std::string> typed;  ///< what read_gateway() does not take is passed by
  std::string chosen;              ///< domain of the default; may be empty, or of none
  bool is_google = false;
  std::vector<Service> services;  ///< as DiscoWalk::services()
};

/// Each domain once: the chosen one, those typed, what is built in, what was found.
[[nodiscard]] std::vector<GatewayInfo> list_gateways(const GatewaySources& sources);

}  // namespace plugin
