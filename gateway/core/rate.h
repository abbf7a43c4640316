// SPDX-License-Identifier: GPL-2.0-or-later
// How fast one number may send.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>

#include "gateway/model/clock.h"

namespace gateway {

/// Carriers take so many segments a second from one number; the next text waits for those of the
/// last one.
class Rate {
 public:
  /// Not before; never for a limit of 0.
  [[nodiscard]] Time next(const std::string& number) const {
    const auto found = next_.find(number);
    return found == next_.end() ? Time{} : found->second;
  }

  void used(const std::string& number, std::size_t segments, double per_second, Time now) {
    if (per_second <= 0) return;
    if (next_.size() >= remembered) {
      std::erase_if(next_, [now](const auto& entry) { return entry.second <= now; });
    }
    const double wait =
        1000.0 * static_cast<double>(std::max<std::size_t>(segments, 1)) / per_second;
    Time& next = next_[number];
    next = std::max(next, now) +
           std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(wait));
  }

 private:
  static constexpr std::size_t remembered = 10'000;
  std::unordered_map<std::string, Time> next_;
};

}  // namespace gateway
