// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

namespace gateway::config {

/// What is wrong with what http.listen says, to be read behind it; nothing when one can listen
/// there, on this machine or another.
/// Example: "127.0.0.1:80" -> "“127.0.0.1:80” is not an address, …; the port goes into http.port"
[[nodiscard]] std::optional<std::string> wrong_with_listen_address(const std::string& listen);

}  // namespace gateway::config
