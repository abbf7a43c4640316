// SPDX-License-Identifier: GPL-2.0-or-later
// Reading a JID without a parser: every message asks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace plugin {

/// The part before a resource. Source: RFC 7622 §3.1
[[nodiscard]] inline std::string_view bare_jid(std::string_view jid) {
  return jid.substr(0, jid.find('/'));
}

/// ASCII case aside: servers write addresses in their own way.
[[nodiscard]] inline bool is_same_address(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// What stands behind the '@' of a JID, bare or full; a domain's JID is its own. Source: RFC 7622
/// §3.1
[[nodiscard]] inline std::string_view domain_of(std::string_view jid) {
  jid = bare_jid(jid);
  return jid.substr(jid.find('@') + 1);
}

/// True for the JID of a phone at an SMS service: the local part is '+' and 3 to 15 digits.
/// Source:  E.164 §6 (at most 15 digits)
/// Example: "+13075551212@sms.talk.google.com" -> true; "juliet@sms.example.com" -> false
[[nodiscard]] inline bool is_phone_jid(std::string_view jid) {
  const std::size_t at = jid.find('@');
  if (at == std::string_view::npos || at < 4 || at > 16 || jid.front() != '+') return false;
  return jid.substr(1, at - 1).find_first_not_of("0123456789") == std::string_view::npos;
}

/// The JID with the '+' that some services leave out of a number; empty for any other JID.
/// Shape:   a local part of 7 to 15 digits, none of them a zero in front
/// Example: "13075551212@sms.example.com" -> "+13075551212@sms.example.com"
[[nodiscard]] inline std::string with_plus(std::string_view jid) {
  const std::size_t at = jid.find('@');
  if (at == std::string_view::npos || at < 7 || at > 15 || jid.front() == '0' ||
      jid.substr(0, at).find_first_not_of("0123456789") != std::string_view::npos) {
    return {};
  }
  return '+' + std::string(jid);
}

}  // namespace plugin
