// SPDX-License-Identifier: GPL-2.0-or-later
// The other end without a gateway: what the driver, or the server between, can do at most.
#pragma once

#include <cstdint>
#include <string>

namespace gateway::bench {

/// A component that sends each message back to where it came from. Runs until the connection ends.
void parrot(std::uint16_t port, const std::string& domain, const std::string& secret);

}  // namespace gateway::bench
