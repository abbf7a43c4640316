// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration, as each part wants to hear it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gateway/carrier/twilio/twilio.h"
#include "gateway/config/config.h"
#include "gateway/core/settings.h"
#include "gateway/http_client/client.h"
#include "gateway/link/settings.h"

namespace gateway::app {

[[nodiscard]] Settings core_settings(const config::Config& config);
[[nodiscard]] LinkSettings link_settings(const config::Config& config);

/// Of a carrier of the type twilio or signalwire.
[[nodiscard]] twilio::TwilioSettings twilio_settings(const config::Config& config,
                                                     const config::Carrier& carrier);
[[nodiscard]] http::ClientSettings client_settings(const config::Carrier& carrier,
                                                   const std::string& agent);

/// The numbers that a carrier serves: those of users and pools, where it names none.
[[nodiscard]] std::vector<std::string> numbers_of(const config::Config& config,
                                                  const config::Carrier& carrier);

/// Whether both make the same carrier; which numbers it serves may change at any time.
[[nodiscard]] bool make_the_same(const config::Carrier& one, const config::Carrier& other);

/// The keys that differ and take effect with a restart only, but for carriers: of those the fleet
/// knows what they are made from.
[[nodiscard]] std::vector<std::string> needing_restart(const config::Config& before,
                                                       const config::Config& after);

/// `after`, but with those keys as they were `before`.
[[nodiscard]] config::Config as_in_force(const config::Config& before, config::Config after);

}  // namespace gateway::app
