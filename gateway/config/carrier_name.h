// SPDX-License-Identifier: GPL-2.0-or-later
// A carrier's name stands in addresses of pages and names of files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gateway::config {

/// What is wrong with it, as the rest of a sentence; nullopt when nothing is.
[[nodiscard]] std::optional<std::string> wrong_with_carrier_name(std::string_view name);

/// One like it that can stand there: letters, digits, -, _ and . are kept.
/// Example: "my@prov" -> "my-prov", "metrics" -> "metrics-"
[[nodiscard]] std::string allowed_carrier_name(std::string_view name);

}  // namespace gateway::config
