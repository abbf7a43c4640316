// SPDX-License-Identifier: GPL-2.0-or-later
// The users' end: either an XMPP server of few words, which the gateway connects to, or a component
// of a real server that has the users in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "tests/bench/gateway/poller.h"
#include "tests/bench/gateway/stanzas.h"

namespace gateway::bench {

class XmppSide {
 public:
  using OnMessage = std::function<void(std::string_view stanza)>;

  /// Listens on a free port, for one component at a time.
  XmppSide(Poller& poller, std::string domain);
  /// Connects as a component.
  XmppSide(Poller& poller, std::uint16_t port, std::string domain, std::string secret);
  ~XmppSide();
  XmppSide(const XmppSide&) = delete;
  XmppSide& operator=(const XmppSide&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Whether stanzas can be sent.
  [[nodiscard]] bool is_open() const { return is_open_; }
  [[nodiscard]] bool has_ended() const { return file_ < 0; }
  void on_message(OnMessage on_message) { on_message_ = std::move(on_message); }
  /// Sends pings until this domain has answered one: its component is there.
  void await(const std::string& domain);
  /// The other side may wait for that before it sends more (Nagle), the kernel with it for 40 ms.
  void acknowledge_at_once(bool does) { acknowledges_at_once_ = does; }
  /// Waits in memory for the socket.
  void send(std::string_view stanza);
  [[nodiscard]] std::size_t waiting_bytes() const { return out_.size() - left_; }
  void flush();

 private:
  void accept_one();
  void begin(int file);
  void end();
  void ready(std::uint32_t events);
  void take(std::string_view piece);
  void take_iq(std::string_view iq);

  Poller& poller_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  int file_ = -1;
  std::string domain_, secret_;
  bool is_open_ = false;
  bool is_answered_ = false;
  bool is_watching_writing_ = false;
  bool acknowledges_at_once_ = true;
  StanzaCutter cutter_;
  std::string out_;
  std::size_t left_ = 0;
  OnMessage on_message_;
};

/// A socket that listens on loopback, and its port.
[[nodiscard]] int listen_somewhere(std::uint16_t& port);
/// Errors: throws
[[nodiscard]] int connect_to(std::uint16_t port);

}  // namespace gateway::bench
