// SPDX-License-Identifier: GPL-2.0-or-later
// Where the listener is to be, and why it cannot be there.
#pragma once

#include <netdb.h>

#include <cstdint>
#include <memory>
#include <string>

#include <tl/expected.hpp>

namespace gateway::http {

struct ListenError {
  std::string message;    ///< which key, which address, why not, and what to change
  bool may_pass = false;  ///< without anybody changing the configuration
};

struct FreeAddress {
  void operator()(addrinfo* address) const { freeaddrinfo(address); }
};
using Address = std::unique_ptr<addrinfo, FreeAddress>;

/// Shape:   listen: a numeric address, or "localhost"; nothing is asked of the DNS
[[nodiscard]] tl::expected<Address, ListenError> address_of(const std::string& listen,
                                                            std::uint16_t port);

/// Shape:   error_number: of the attempt, not 0
[[nodiscard]] ListenError why_not_listening(const std::string& listen, std::uint16_t port,
                                            int error_number);

/// Whether the user as whom this works may listen there: takes the address and lets it go at once,
/// without listening.
[[nodiscard]] tl::expected<void, ListenError> try_listening(const std::string& listen,
                                                            std::uint16_t port);

}  // namespace gateway::http
