// SPDX-License-Identifier: GPL-2.0-or-later
// One value of the file into one member of the configuration.
#pragma once

#include <optional>
#include <string>

#include <toml++/toml.h>

#include "gateway/config/keys.h"

namespace gateway::config {

/// Errors:  a sentence: what is wrong with the value and what would be right
[[nodiscard]] std::optional<std::string> take(const toml::node& value, const Key& key,
                                              Target target);

}  // namespace gateway::config
