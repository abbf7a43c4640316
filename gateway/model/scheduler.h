// SPDX-License-Identifier: GPL-2.0-or-later
// Calls at a time, passed in: the main loop's timers, or a test's.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "gateway/model/clock.h"

namespace gateway {

class Scheduler {
 public:
  using CallId = std::uint64_t;  ///< never 0

  virtual ~Scheduler() = default;
  /// Runs `call` once, later, on the main loop, when the clock has reached `when` or at once after.
  virtual CallId call_at(Time when, std::function<void()> call) = 0;
  /// Of one that has run already: nothing happens.
  virtual void cancel(CallId id) = 0;
};

/// One pending call; it does not happen when this goes first.
class Timer {
 public:
  Timer() = default;
  Timer(Scheduler& scheduler, Time when, std::function<void()> call)
      : scheduler_(&scheduler), id_(scheduler.call_at(when, std::move(call))), when_(when) {}
  Timer(Timer&& other) noexcept { swap(other); }
  Timer& operator=(Timer&& other) noexcept {
    Timer(std::move(other)).swap(*this);
    return *this;
  }
  ~Timer() {
    if (scheduler_ != nullptr) scheduler_->cancel(id_);
  }

  /// Of the call that was asked for last, whether it has run or not.
  [[nodiscard]] Time when() const { return when_; }
  [[nodiscard]] bool is_set() const { return scheduler_ != nullptr; }

 private:
  void swap(Timer& other) noexcept {
    std::swap(scheduler_, other.scheduler_);
    std::swap(id_, other.id_);
    std::swap(when_, other.when_);
  }

  Scheduler* scheduler_ = nullptr;
  Scheduler::CallId id_ = 0;
  Time when_{};
};

}  // namespace gateway
