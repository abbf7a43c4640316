// SPDX-License-Identifier: GPL-2.0-or-later
// Whether what the operator wrote can be an XMPP address at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gateway::config {

/// What is wrong with a domain, to be read behind its key; nothing when it can be one.
/// Source:  RFC 7622 §3.2
/// Example: "ex..ample" -> "“ex..ample” is not a domain, such as \"example.com\""
[[nodiscard]] std::optional<std::string> wrong_with_domain(std::string_view domain,
                                                           std::string_view example);

/// The same of a bare JID.
/// Source:  RFC 7622 §3.1, §3.3.1
[[nodiscard]] std::optional<std::string> wrong_with_bare_jid(std::string_view jid);

/// As servers, and the gateway, compare it: two that are equal so are one user's.
[[nodiscard]] std::string folded_jid(std::string_view jid);

}  // namespace gateway::config
