// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/webhooks.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "tests/bench/gateway/stanzas.h"
#include "tests/bench/gateway/xmpp_side.h"

namespace gateway::bench {

Webhooks::Webhooks(Poller& poller, std::uint16_t port, std::size_t connections)
    : poller_(poller), connections_(connections) {
  for (Connection& connection : connections_) {
    connection.file = connect_to(port);
    free_.push_back(&connection);
    poller_.add(connection.file, [this, &connection](std::uint32_t) { ready(connection); });
  }
}

Webhooks::~Webhooks() {
  for (const Connection& connection : connections_) {
    poller_.remove(connection.file);
    close(connection.file);
  }
}

void Webhooks::post(std::string request) {
  waiting_.push_back(std::move(request));
  pump();
}

void Webhooks::pump() {
  while (!waiting_.empty() && !free_.empty()) {
    Connection& connection = *free_.back();
    free_.pop_back();
    const std::string& request = waiting_.front();
    if (send(connection.file, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("a webhook's connection does not take a request");
    }
    waiting_.pop_front();
    ++busy_;
  }
}

void Webhooks::ready(Connection& connection) {
  std::array<char, 4096> bytes{};
  const ssize_t count = recv(connection.file, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count <= 0) throw std::runtime_error("the gateway closed a webhook's connection");
  connection.in.append(bytes.data(), static_cast<std::size_t>(count));
  const auto end = connection.in.find("\r\n\r\n");
  if (end == std::string::npos) return;
  const auto length = number_behind(connection.in, "Content-Length: ").value_or(0);
  if (connection.in.size() < end + 4 + length) return;
  if (!connection.in.starts_with("HTTP/1.1 2")) ++refused_;
  connection.in.clear();
  ++answered_;
  --busy_;
  free_.push_back(&connection);
  pump();
}

}  // namespace gateway::bench
