// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of a JID. The server has checked and folded it: here it is only cut.
#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// Shape:   views into what it was cut from
struct Jid {
  std::string_view local;
  std::string_view domain;
  std::string_view resource;
  std::string_view bare;
};

/// Source:  RFC 7622 §3.1 (the first '/' ends the domain, the first '@' before it the local part)
[[nodiscard]] Jid cut_jid(std::string_view jid);

/// The bare JID in lower case: how users are named in settings and in the store.
[[nodiscard]] std::string user_of(std::string_view jid);

}  // namespace gateway
