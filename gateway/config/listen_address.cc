// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/listen_address.h"

#include <netdb.h>
#include <sys/socket.h>

#include <memory>

#include <fmt/format.h>

#include "gateway/model/one_line.h"

namespace gateway::config {
namespace {

/// As the listener reads it: nothing is asked of the DNS.
bool is_address(const std::string& text) {
  if (text == "localhost") return true;
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(text.c_str(), nullptr, &hints, &found) != 0) return false;
  freeaddrinfo(found);
  return true;
}

/// Of "127.0.0.1:80" and "[::]:80" what stands in front of the port, without brackets.
std::string without_port(const std::string& text) {
  std::string address = text.substr(0, text.rfind(':'));
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  return address;
}

}  // namespace

std::optional<std::string> wrong_with_listen_address(const std::string& listen) {
  if (is_address(listen)) return {};
  constexpr std::size_t longest_shown = 80;
  std::string wrong = fmt::format("“{}” is not an address, such as 127.0.0.1, ::1, 0.0.0.0 or ::",
                                  one_line(listen, longest_shown));
  if (is_address(without_port(listen)) || listen.starts_with(':'))
    wrong += "; the port goes into http.port";
  return wrong;
}

}  // namespace gateway::config
