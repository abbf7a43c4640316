// SPDX-License-Identifier: GPL-2.0-or-later
// The link to the XMPP server as a component, which comes back by itself for as long as it is
// there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/log.h"
#include "gateway/base/loop_timer.h"
#include "gateway/link/backoff.h"
#include "gateway/link/fences.h"
#include "gateway/link/link.h"
#include "gateway/link/problem.h"
#include "gateway/link/settings.h"
#include "gateway/link/transport.h"
#include "gateway/xml/parser.h"

namespace gateway {

/// Lives in the main context of the thread that makes it; all calls and events are in that thread.
/// Must not be destroyed from one of its own events.
/// Source:  XEP-0114, XEP-0199
class ComponentLink final : public Link, private TransportEvents {
 public:
  /// `log` and `events` outlive it. `random` gives numbers from 0 up to 1.
  ComponentLink(LinkSettings settings, LinkEvents& events, Log& log,
                std::function<double()> random = {});
  ComponentLink(const ComponentLink&) = delete;
  ComponentLink& operator=(const ComponentLink&) = delete;
  /// Without good-bye, and without events.
  ~ComponentLink() override = default;

  /// Begins to connect.
  void start();

  /// From the next attempt on, which is now when one is waited for.
  void try_with(std::string secret);

  /// Sends what waits, says good-bye and waits a moment for the server's; then `done`, once.
  /// Stanzas that come until then are still handed over.
  void stop(std::function<void()> done);

  [[nodiscard]] bool is_up() const override { return state_ == State::up; }
  /// Stanzas of no namespace, of a client's or of a component's go out in the stream's.
  bool send(const xml::Element& stanza) override;
  /// Never calls back from within the call.
  void fence(std::function<void(bool)> done) override;

  /// Why there is no link, for the status page; empty while there is one, or before the first try.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Bytes that wait to go out.
  [[nodiscard]] std::size_t waiting_bytes() const;

 private:
  enum class State : std::uint8_t {
    stopped,
    waiting,  ///< for the next attempt
    connecting,
    opening,         ///< our header is out
    authenticating,  ///< our proof is out
    up,
    closing,  ///< our end is out
  };
  using Microseconds = std::chrono::microseconds;

  void connected() override;
  void received(std::string_view bytes) override;
  void wrote() override;
  void lost(const std::string& why) override;

  void connect();
  void deliver_some();
  void deliver(std::size_t most);
  void take(xml::StreamEvent event);
  void take_header(const xml::Element& header);
  void take_element(xml::Element element);
  void take_refused(const xml::StanzaRefused& refused);
  void come_up();
  [[nodiscard]] std::string_view hint() const;
  void fail(const Problem& problem);
  void fail_saying(std::string_view condition, const Problem& problem);
  void go_down(const std::string& why);
  void finish_stop();
  void check_alive();
  void on_deadline();
  void send_control(std::string_view bytes);
  [[nodiscard]] bool is_open() const { return state_ >= State::opening; }

  LinkSettings settings_;
  LinkEvents& events_;
  Log& log_;
  State state_ = State::stopped;
  std::string problem_;
  Backoff backoff_;
  Fences fences_;
  std::unique_ptr<Transport> transport_;
  std::optional<xml::StreamParser> parser_;
  std::vector<xml::StreamEvent> incoming_;
  std::size_t delivered_ = 0;                   ///< of incoming_
  std::optional<xml::ParseError> parse_error_;  ///< behind incoming_
  bool wants_room_ = false;
  bool is_asked_ = false;  ///< a ping is out because nothing comes
  Microseconds up_since_{};
  Microseconds last_received_{};
  std::vector<std::function<void(bool)>> refused_fences_;
  std::function<void()> stop_done_;

  LoopTimer retry_;
  LoopTimer deadline_;  ///< for connecting, and for closing
  LoopTimer alive_;
  LoopTimer delivery_;
  LoopTimer refusing_fences_;
};

}  // namespace gateway
