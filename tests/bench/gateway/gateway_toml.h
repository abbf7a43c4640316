// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration that the gateway is measured with, as an operator would write it.
#pragma once

#include <cstdint>
#include <string>

namespace gateway::bench {

struct Measured {
  std::uint16_t component_port = 0;
  std::string gateway;  ///< domain of the phones
  std::string server;   ///< domain of the users
  std::string secret;
  std::string store;
  std::string carrier_url;  ///< of an HTTP API; empty: the carrier that costs nothing
  std::string ca_file;      ///< whom it shows its certificate of; empty: the system's
};

/// What the carrier signs its webhooks with, and where it believes to find them.
inline constexpr char signing_key[] = "0123456789abcdef0123456789abcdef";
inline constexpr char public_url[] = "https://sms.example.com";

[[nodiscard]] std::string gateway_toml(const Measured& measured);

}  // namespace gateway::bench
