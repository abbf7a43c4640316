// SPDX-License-Identifier: GPL-2.0-or-later
// Durations as people write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::config {

/// Shape:   a whole number and s, m, h or d; not negative
/// Example: "90s" -> 90 s; "24h" -> 86,400 s; "1.5h", "10" -> nullopt
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// The shortest spelling: "90s", "24h" is "1d".
[[nodiscard]] std::string format_duration(std::chrono::seconds duration);

}  // namespace gateway::config
