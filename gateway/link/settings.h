// SPDX-License-Identifier: GPL-2.0-or-later
// What a component link has to know.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "gateway/link/backoff.h"
#include "gateway/xml/parser.h"

namespace gateway {

struct LinkSettings {
  std::string host = "localhost";  ///< a name or an address, IPv6 without brackets
  std::uint16_t port = 5347;
  std::string domain;  ///< the component's own
  std::string secret;
  /// The server's own domain, which answers pings. Empty: the component's without its first label.
  std::string server;

  std::size_t buffer_bytes = std::size_t{8} << 20;  ///< of what waits to go out
  std::size_t stanzas_a_turn = 256;                 ///< handed over before others get their turn
  /// While it says so, nothing is read: what comes waits at the server. Empty: never.
  std::function<bool()> must_wait;
  xml::Limits limits;

  struct Times {
    std::chrono::milliseconds connect = std::chrono::seconds(30);  ///< until stanzas can be sent
    std::chrono::milliseconds silence = std::chrono::seconds(60);  ///< before the server is pinged
    std::chrono::milliseconds answer = std::chrono::seconds(30);   ///< for anything to come then
    std::chrono::milliseconds fence = std::chrono::minutes(2);     ///< for one ping's own answer
    std::chrono::milliseconds stable = std::chrono::seconds(30);  ///< after it, backing off is over
    std::chrono::milliseconds closing = std::chrono::seconds(2);

    /// Short: while the server is up and this is not, users' texts come back to them.
    Backoff::Range broken{std::chrono::seconds(1), std::chrono::seconds(20)};
    Backoff::Range refused{std::chrono::seconds(5), std::chrono::minutes(5)};
    Backoff::Range conflict{std::chrono::seconds(5), std::chrono::seconds(15)};
  };
  Times times;
};

}  // namespace gateway
