// SPDX-License-Identifier: GPL-2.0-or-later
// What this client has last told each server, in plain C++: status and the bundle query read it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

#include "smscaps/announce.h"

namespace plugin {

/// Stands for a connection, and is never looked into.
using ConnectionKey = const void*;

/// The last broadcast presence of a connection, as it left.
struct Announced {
  using Clock = std::chrono::system_clock;

  bool is_announced = false;  ///< sms-v1 was in it
  bool has_caps = false;      ///< it had a caps element at all
  Clock::time_point since;    ///< of the first presence in an unbroken row that announced
  std::string caps_node;      ///< node of its caps element
};

/// Remembers that per connection.
class AnnouncementLog {
 public:
  using Now = Announced::Clock::time_point (*)();

  explicit AnnouncementLog(Now now = Announced::Clock::now) : now_(now) {}

  /// A broadcast presence (one without `to`) is about to leave.
  /// Shape:   `outcome` of applying the announcement; `announcing` whether sms-v1 was to be present
  void presence_left(ConnectionKey connection, smscaps::Outcome outcome, bool announcing,
                     std::string_view caps_node);

  /// The connection is gone, and with it what its server knew.
  void forget(ConnectionKey connection) { connections_.erase(connection); }

  /// nullptr when no presence has left on this connection.
  [[nodiscard]] const Announced* find(ConnectionKey connection) const;

 private:
  Now now_;
  std::unordered_map<ConnectionKey, Announced> connections_;
};

}  // namespace plugin
