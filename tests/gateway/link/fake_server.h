// SPDX-License-Identifier: GPL-2.0-or-later
// The server side of a component's stream, as a script in a thread of its own: it can be as rude as
// no real server is.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace link_test {

/// What a script meets when the component does not do what it waits for.
struct ScriptError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A connected component.
class Peer {
 public:
  explicit Peer(int descriptor) : descriptor_(descriptor) {}
  Peer(Peer&& other) noexcept;
  Peer& operator=(Peer&&) = delete;
  ~Peer() { close(); }

  void send(std::string_view bytes) const;
  /// Each piece leaves by itself, whatever has been acknowledged before.
  void send_without_waiting() const;
  /// How many segments of TCP have come, those without data with them.
  [[nodiscard]] std::uint32_t segments() const;
  /// Whatever is there next; empty at the end.
  [[nodiscard]] std::string read_some() const;
  /// All that comes up to and with the first `end`; what is behind it waits.
  std::string read_until(std::string_view end);
  /// All that comes until the other side closes.
  std::string read_to_the_end();
  /// Header and handshake, as a server that believes everything; the digest that came.
  std::string welcome();
  void close();

 private:
  int descriptor_;
  std::string read_;
};

inline constexpr char server_header[] =
    "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
    "xmlns:stream='http://etherx.jabber.org/streams' id='3BF96D32' from='sms.example.com'>";

/// Listens on a port of its own; the script runs once.
class FakeServer {
 public:
  using Script = std::function<void(FakeServer&)>;

  explicit FakeServer(Script script, bool is_ipv6 = false);
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;
  /// Waits for the end of the script; a script that failed fails the test.
  ~FakeServer();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Peer accept() const;

 private:
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace link_test
