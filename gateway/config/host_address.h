// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

namespace gateway::config {

/// What is wrong with what http.listen says, to be read behind it; nothing when one can listen
/// there, on this machine or another.
/// Example: "127.0.0.1:80" -> "“127.0.0.1:80” is not an address, …; the port goes into http.port"
[[nodiscard]] std::optional<std::string> wrong_with_listen_address(const std::string& listen);

/// The same of xmpp.server, which may be a name as well.
/// Example: "127.0.0.1:5347" -> "“127.0.0.1:5347” is not …; the port goes into xmpp.port"
[[nodiscard]] std::optional<std::string> wrong_with_server(const std::string& server);

}  // namespace gateway::config
