// SPDX-License-Identifier: GPL-2.0-or-later
// The other end without a gateway: what the driver, or the server between, can do at most.
#pragma once

#include <cstdint>
#include <string>

#include "tests/bench/gateway/shared_times.h"

namespace gateway::bench {

/// A component that sends each message back to where it came from. Runs until the connection ends.
void parrot(std::uint16_t port, const std::string& domain, const std::string& secret);

/// A component that notes when each message came, and says nothing. Runs as long.
/// Shape:   `at_once`: it acknowledges what it read, where the kernel would wait
void listener(std::uint16_t port, const std::string& domain, const std::string& secret,
              SharedTimes& times, bool at_once);

}  // namespace gateway::bench
