// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/http_client/scripted_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace gateway::http::test {
namespace {

std::size_t length_of(const std::string& head) {
  const auto at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

}  // namespace

Said answer(int status, const std::string& body, const std::string& headers) {
  return {"HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body,
          Then::keep};
}

ScriptedServer::ScriptedServer(std::function<Said(const std::string&)> script)
    : script_(std::move(script)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  listen(listener_, 512);
  socklen_t size = sizeof address;
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int connection : sockets_)
      shutdown(connection, SHUT_RDWR);
  }
  for (std::thread& thread : threads_)
    thread.join();
}

void ScriptedServer::accept_all() {
  while (true) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    ++connections_;
    const std::lock_guard lock(mutex_);
    most_open_ = std::max<int>(most_open_, ++open_);
    sockets_.push_back(connection);
    threads_.emplace_back([this, connection] { serve(connection); });
  }
}

void ScriptedServer::serve(int connection) {
  std::string received;
  char part[4096];
  Then then = Then::keep;
  while (then == Then::keep) {
    const auto end = received.find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::size_t whole = end + 4 + length_of(received.substr(0, end));
      if (received.size() >= whole) {
        ++requests_;
        const Said said = script_(received.substr(0, whole));
        received.erase(0, whole);
        then = said.then;
        if (send(connection, said.bytes.data(), said.bytes.size(), MSG_NOSIGNAL) < 0) break;
        continue;
      }
    }
    const ssize_t count = recv(connection, part, sizeof part, 0);
    if (count <= 0) break;
    received.append(part, static_cast<std::size_t>(count));
  }
  if (then == Then::reset) {
    const linger hard{1, 0};
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  }
  const std::lock_guard lock(mutex_);
  std::erase(sockets_, connection);
  --open_;
  close(connection);
}

}  // namespace gateway::http::test
