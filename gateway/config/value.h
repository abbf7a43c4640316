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

/// What is wrong with the name of a file, to be read behind its key. A service's own folder is
/// nobody's, so a path begins at the root.
[[nodiscard]] std::optional<std::string> wrong_with_path(const std::string& path);

}  // namespace gateway::config
