// SPDX-License-Identifier: GPL-2.0-or-later
// How long to wait before the next attempt.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

namespace gateway {

/// Waits that double from attempt to attempt, each shortened by chance, so that many who lost the
/// same server do not all come back at once.
class Backoff {
 public:
  struct Range {
    std::chrono::milliseconds first;
    std::chrono::milliseconds most;
  };

  /// `random` gives numbers from 0 up to 1.
  explicit Backoff(std::function<double()> random) : random_(std::move(random)) {}

  /// The next wait: between half of it and all of it.
  [[nodiscard]] std::chrono::milliseconds next(Range range);
  void reset() { attempts_ = 0; }

 private:
  std::function<double()> random_;
  int attempts_ = 0;
};

}  // namespace gateway
