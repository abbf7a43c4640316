// SPDX-License-Identifier: GPL-2.0-or-later
// What somebody may have meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gateway::config {

/// The candidate that is reached by the fewest changed letters, if by no more than a third of them.
/// Example: "prot" among {"port", "server"} -> "port"; "colour" -> nullopt
[[nodiscard]] std::optional<std::string> nearest(std::string_view typed,
                                                 std::span<const std::string> candidates);

}  // namespace gateway::config
