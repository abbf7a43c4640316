// SPDX-License-Identifier: GPL-2.0-or-later
// Why a file cannot be read, for who has to change that.
#pragma once

#include <string>
#include <string_view>

namespace gateway::config {

/// Shape:   error: the errno of the attempt
/// Example: "/etc/x/secret cannot be read: Permission denied; this runs as xmpp-sms-gateway, who
///          must be able to: chgrp xmpp-sms-gateway /etc/x/secret && chmod 0640 /etc/x/secret"
[[nodiscard]] std::string why_unreadable(const std::string& path, int error);

/// Whether such a sentence says that there is no such file.
[[nodiscard]] bool is_absent(std::string_view why);

}  // namespace gateway::config
