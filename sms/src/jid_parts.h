// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of a JID, and what may stand in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sms::detail {

struct JidParts {
  std::string_view local;
  std::string_view domain;
};

/// Source: RFC 7622 §3.1 (the resource begins at the first '/', the local part ends at the first
/// '@' before it)
JidParts split_jid(std::string_view jid);

/// A domain as it is compared: ASCII in lower case, no trailing dot; nullopt when it cannot be one.
/// Source: RFC 7622 §3.2
std::optional<std::string> canonical_domain(std::string_view domain);

/// True for text that may stand in a local part as it is. Source: RFC 7622 §3.3.1
bool is_local_text(std::string_view text);

/// Source: RFC 7622 §3.1
inline constexpr std::size_t longest_part = 1023;

}  // namespace sms::detail
