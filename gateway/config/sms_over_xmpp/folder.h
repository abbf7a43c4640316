// SPDX-License-Identifier: GPL-2.0-or-later
// The folder of sms-over-xmpp's present version: config, users, providers/NAME, rosters.
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

/// Source:  sms-over-xmpp's doc/configuration.md
/// Errors:  all that is wrong, in the order of config, providers, users
[[nodiscard]] tl::expected<Old, Remarks> read_folder(const std::string& path,
                                                     const Surroundings& surroundings);

}  // namespace gateway::config::sms_over_xmpp
