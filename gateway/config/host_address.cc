// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/host_address.h"

#include <netdb.h>
#include <sys/socket.h>

#include <memory>

#include <fmt/format.h>

#include "gateway/model/one_line.h"

namespace gateway::config {
namespace {

std::string shown_host(const std::string& text) {
  constexpr std::size_t longest = 80;
  return one_line(text, longest);
}

/// As digits: nothing is asked of the DNS.
bool is_numeric(const std::string& text) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(text.c_str(), nullptr, &hints, &found) != 0) return false;
  freeaddrinfo(found);
  return true;
}

bool is_address(const std::string& text) {
  return text == "localhost" || is_numeric(text);
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
  std::string wrong = fmt::format("“{}” is not an address, such as 127.0.0.1, ::1, 0.0.0.0 or ::",
                                  shown_host(listen));
  if (is_address(without_port(listen)) || listen.starts_with(':'))
    wrong += "; the port goes into http.port";
  return wrong;
}

std::optional<std::string> wrong_with_server(const std::string& server) {
  if (server.find(':') == std::string::npos || is_numeric(server)) return {};
  return fmt::format(
      "“{}” is not a host name or an address, such as 127.0.0.1 or ::1; the port "
      "goes into xmpp.port",
      shown_host(server));
}

}  // namespace gateway::config
