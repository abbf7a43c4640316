// SPDX-License-Identifier: GPL-2.0-or-later
// The driver's loop: sockets, and moments that are nearer than a millisecond.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <unordered_map>

namespace gateway::bench {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

class Poller {
 public:
  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// Calls when it can be read or, while watched for that, written.
  void add(int file, std::function<void(std::uint32_t events)> ready);
  void watch_writing(int file, bool does);
  void remove(int file);

  /// Runs `now` at each moment that it names, until it names none, and goes on until `is_done`.
  /// Errors:  throws when `patience` is over
  void run(const std::function<bool()>& is_done, std::chrono::seconds patience,
           const std::function<Moment()>& now = {});

  static constexpr Moment never = Moment::max();

 private:
  void wait(Moment until);

  int poll_;
  int timer_;
  std::unordered_map<int, std::function<void(std::uint32_t)>> ready_;
};

}  // namespace gateway::bench
