// SPDX-License-Identifier: GPL-2.0-or-later
// Hosts and ports as sms-over-xmpp's configuration and command line have them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

struct HostPort {
  std::string host;
  std::int64_t port = 0;
};

/// Shape:   HOST:PORT, an IPv6 address in brackets; the host may be empty
/// Errors:  a sentence
/// Example: "xmpp.example.com:5347"; "[::1]:5347"; ":8080"
[[nodiscard]] tl::expected<HostPort, std::string> parse_host_port(std::string_view text);

/// The value of sms-over-xmpp's -listen, as far as there is a counterpart.
/// Shape:   tcp:PORT, tcp:ADDRESS:PORT, tls:/FILE.pem:tcp:…
/// Errors:  a sentence: what is not possible here, and what to do instead
[[nodiscard]] tl::expected<Listener, std::string> parse_listener(std::string_view text);

}  // namespace gateway::config::sms_over_xmpp
