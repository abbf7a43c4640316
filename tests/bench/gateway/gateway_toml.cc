// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/gateway_toml.h"

#include <fmt/format.h>

#include "tests/bench/gateway/people.h"

namespace gateway::bench {

std::string gateway_toml(const Measured& measured) {
  std::string toml = fmt::format(
      "[xmpp]\nserver = \"127.0.0.1\"\nport = {}\ndomain = \"{}\"\nserver-domain = \"{}\"\n"
      "secret = \"{}\"\n[store]\npath = \"{}\"\n[http]\npublic-url = \"{}\"\n",
      measured.component_port, measured.gateway, measured.server, measured.secret, measured.store,
      public_url);
  if (measured.carrier_url.empty()) {
    toml += "[carriers.null]\ntype = \"simulator\"\n";
  } else {
    toml += fmt::format(
        "[carriers.twilio]\ntype = \"twilio\"\naccount = \"AC0123456789abcdef0123456789abcdef\"\n"
        "auth-token = \"{}\"\nbase-url = \"{}\"\nper-second = 0\n",
        signing_key, measured.carrier_url);
    if (!measured.ca_file.empty()) toml += fmt::format("ca-file = \"{}\"\n", measured.ca_file);
  }
  toml += "[users]\n";
  for (std::size_t i = 0; i < users; ++i)
    toml += fmt::format("\"{}\" = \"{}\"\n", user(i, measured.server), own_number(i));
  return toml;
}

}  // namespace gateway::bench
