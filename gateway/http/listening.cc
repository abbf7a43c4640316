// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/listening.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace gateway::http {

tl::expected<Address, ListenError> address_of(const std::string& listen, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  const std::string host = listen == "localhost" ? "127.0.0.1" : listen;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
    return tl::make_unexpected(ListenError{fmt::format(
        "http.listen: “{}” is not an address, such as 127.0.0.1, ::1, 0.0.0.0 or ::", listen)});
  }
  return Address(found);
}

/// An address may come up later than this program, and a port get free.
ListenError why_not_listening(const std::string& listen, std::uint16_t port, int error_number) {
  const std::string what = fmt::format("cannot listen on {} port {}: ", listen, port);
  switch (error_number) {
    case EADDRINUSE:
      return {"http.port: " + what + "another program already does; choose another http.port",
              true};
    case EADDRNOTAVAIL:
      return {"http.listen: " + what +
                  "this machine does not have this address now; use one that it has, or :: for all",
              true};
    case EACCES:
      return {"http.port: " + what +
              "not permitted; choose one from 1024 up, and put a proxy in front for a lower one"};
    default:
      return {"http.listen: " + what + std::strerror(error_number), true};
  }
}

tl::expected<void, ListenError> try_listening(const std::string& listen, std::uint16_t port) {
  const auto address = address_of(listen, port);
  if (!address) return tl::make_unexpected(address.error());
  const addrinfo& to = **address;
  const int taken = socket(to.ai_family, to.ai_socktype | SOCK_CLOEXEC, 0);
  const int yes = 1;
  int error_number = 0;
  // As the listener does: what a connection before left behind is no matter.
  if (taken < 0 || setsockopt(taken, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
      bind(taken, to.ai_addr, to.ai_addrlen) != 0) {
    error_number = errno;
  }
  if (taken >= 0) close(taken);
  if (error_number != 0) return tl::make_unexpected(why_not_listening(listen, port, error_number));
  return {};
}

}  // namespace gateway::http
