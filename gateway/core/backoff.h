// SPDX-License-Identifier: GPL-2.0-or-later
// How long to wait before trying again.
#pragma once

#include <algorithm>
#include <chrono>

namespace gateway {

/// Doubles from `first` to `most`, and spreads by a quarter each way, so that those who failed
/// together do not come back together.
/// Shape:   `failures` from 1; `random` 0 up to 1
[[nodiscard]] inline std::chrono::milliseconds backoff(std::chrono::milliseconds first,
                                                       std::chrono::milliseconds most, int failures,
                                                       double random) {
  auto wait = static_cast<double>(first.count());
  for (int i = 1; i < failures && wait < static_cast<double>(most.count()); ++i)
    wait *= 2;
  wait = std::min(wait, static_cast<double>(most.count())) * (0.75 + random / 2);
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(wait));
}

/// How long one has waited after so many failures, on the average.
[[nodiscard]] inline std::chrono::milliseconds waited(std::chrono::milliseconds first,
                                                      std::chrono::milliseconds most,
                                                      int failures) {
  std::chrono::milliseconds sum{0};
  for (int i = 1; i <= failures; ++i)
    sum += backoff(first, most, i, 0.5);
  return sum;
}

}  // namespace gateway
