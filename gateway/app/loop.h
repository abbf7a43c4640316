// SPDX-License-Identifier: GPL-2.0-or-later
// The real world for what decides: the system's clock, and calls at a time on the main loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>

#include "gateway/base/loop_timer.h"
#include "gateway/model/clock.h"
#include "gateway/model/scheduler.h"

namespace gateway::app {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

/// Waits by a clock that nobody sets: when the system's time is put back an hour, nothing waits an
/// hour longer.
class LoopScheduler final : public Scheduler {
 public:
  LoopScheduler(const Clock& clock, Log& log);

  CallId call_at(Time when, std::function<void()> call) override;
  void cancel(CallId id) override;

 private:
  using Moment = std::chrono::microseconds;
  using Key = std::pair<Moment, CallId>;

  void arm();
  void run_due();

  const Clock& clock_;
  Log& log_;
  CallId last_ = 0;
  std::map<Key, std::function<void()>> calls_;
  std::unordered_map<CallId, Moment> moments_;
  LoopTimer timer_;
};

}  // namespace gateway::app
