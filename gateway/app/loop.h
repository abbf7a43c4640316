// SPDX-License-Identifier: GPL-2.0-or-later
// The real world for what decides: the system's clock, and calls at a time on the main loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

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

/// The system's time, but never backwards: when that is put back, this one goes on at half the
/// speed until the two agree again. So what waits for a moment waits twice as long, not an hour
/// longer. Set forward it is believed, and notes how far it skipped. Of one thread.
class PatientClock final : public Clock {
 public:
  using Steady = std::function<std::chrono::microseconds()>;  ///< since any fixed point

  PatientClock(const Clock& system, Steady steady) : system_(system), steady_(std::move(steady)) {}
  [[nodiscard]] Time now() const override;
  /// A suspended machine's time counts as skipped, too.
  [[nodiscard]] std::chrono::milliseconds skipped_since(Time moment) const override;

 private:
  struct Skip {
    Time from;
    std::chrono::milliseconds by;
  };
  struct Held {
    Time time;
    std::chrono::microseconds since;
  };

  [[nodiscard]] Time never_back(std::chrono::microseconds steady) const;

  const Clock& system_;
  Steady steady_;
  mutable Time last_ = Time::min();
  mutable std::chrono::microseconds last_steady_{};
  mutable std::deque<Skip> skips_;    ///< the last ones
  mutable std::optional<Held> held_;  ///< while the system's time is behind
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
