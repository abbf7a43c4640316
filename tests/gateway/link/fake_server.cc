// SPDX-License-Identifier: GPL-2.0-or-later
#include "fake_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace link_test {
namespace {

constexpr int patience_ms = 60'000;

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

void wait_readable(int descriptor, const char* what) {
  pollfd waiting{descriptor, POLLIN, 0};
  if (checked(poll(&waiting, 1, patience_ms), "poll") == 0) throw ScriptError(what);
}

}  // namespace

Peer::Peer(Peer&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), read_(std::move(other.read_)) {}

void Peer::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return;  // the component has gone: the script sees it when it reads
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Peer::send_without_waiting() const {
  const int yes = 1;
  checked(setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes), "TCP_NODELAY");
}

std::uint32_t Peer::segments() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  checked(getsockopt(descriptor_, IPPROTO_TCP, TCP_INFO, &info, &size), "TCP_INFO");
  return info.tcpi_segs_in;
}

std::string Peer::read_some() const {
  wait_readable(descriptor_, "the component says nothing");
  std::string result(65536, '\0');
  const ssize_t count = recv(descriptor_, result.data(), result.size(), 0);
  result.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return result;
}

std::string Peer::read_until(std::string_view end) {
  std::size_t searched = 0;
  std::size_t at = read_.find(end);
  while (at == std::string::npos) {
    const std::string more = read_some();
    if (more.empty()) throw ScriptError("no " + std::string(end) + ", but: " + read_);
    searched = read_.size() < end.size() ? 0 : read_.size() - end.size();
    read_ += more;
    at = read_.find(end, searched);
  }
  std::string result = read_.substr(0, at + end.size());
  read_.erase(0, at + end.size());
  return result;
}

std::string Peer::read_to_the_end() {
  std::string result = std::exchange(read_, {});
  for (std::string more = read_some(); !more.empty(); more = read_some())
    result += more;
  return result;
}

std::string Peer::welcome() {
  read_until("to='sms.example.com'>");
  send(server_header);
  read_until("<handshake>");
  std::string digest = read_until("</handshake>");
  send("<handshake/>");
  return digest.substr(0, digest.find('<'));
}

void Peer::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

FakeServer::FakeServer(Script script, bool is_ipv6) {
  listener_ = checked(socket(is_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0), "socket");
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  auto* address = is_ipv6 ? reinterpret_cast<sockaddr*>(&v6) : reinterpret_cast<sockaddr*>(&v4);
  socklen_t size = is_ipv6 ? sizeof v6 : sizeof v4;
  checked(bind(listener_, address, size), "bind");
  checked(listen(listener_, 8), "listen");
  checked(getsockname(listener_, address, &size), "getsockname");
  port_ = ntohs(is_ipv6 ? v6.sin6_port : v4.sin_port);
  thread_ = std::thread([this, script = std::move(script)] {
    try {
      script(*this);
    } catch (const std::exception& error) {
      ADD_FAILURE() << "the server's script: " << error.what();
    }
  });
}

FakeServer::~FakeServer() {
  thread_.join();
  close(listener_);
}

Peer FakeServer::accept() const {
  wait_readable(listener_, "nobody connects");
  return Peer(checked(::accept(listener_, nullptr, nullptr), "accept"));
}

}  // namespace link_test
