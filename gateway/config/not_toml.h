// SPDX-License-Identifier: GPL-2.0-or-later
// Says why a file cannot be read as TOML.
#pragma once

#include <string_view>

#include <toml++/toml.h>

#include "gateway/config/read.h"

namespace gateway::config {

/// Example: "gateway.toml:4:1: xmpp.domain: is already given in line 2; remove one of the two"
[[nodiscard]] Problem not_toml(std::string_view toml, const toml::parse_error& error);

}  // namespace gateway::config
