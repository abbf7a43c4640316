// SPDX-License-Identifier: GPL-2.0-or-later
// The time that the main loop spends in code of ours. It is the thread's own, so that what else the
// machine does at the moment does not count.
#pragma once

#include <chrono>
#include <ctime>

namespace bench {

/// Shape:   one for the process; blocks do not nest
class Stopwatch {
 public:
  using Duration = std::chrono::nanoseconds;

  void start() { started_ = now(); }
  void stop() {
    const Duration block = now() - started_;
    total_ += block;
    if (block > longest_) longest_ = block;
    ++blocks_;
  }
  void reset() { *this = Stopwatch(); }

  [[nodiscard]] double total_ms() const { return milliseconds(total_); }
  [[nodiscard]] double longest_ms() const { return milliseconds(longest_); }
  [[nodiscard]] int blocks() const { return blocks_; }

 private:
  static double milliseconds(Duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
  }

  static Duration now() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + Duration(time.tv_nsec);
  }

  Duration started_{};
  Duration total_{};
  Duration longest_{};
  int blocks_ = 0;
};

/// Makes every timer that libpurple's event loop runs from now on count, but not those that the
/// benchmark itself adds to GLib.
void measure_timers(Stopwatch& watch);

}  // namespace bench
