// SPDX-License-Identifier: GPL-2.0-or-later
// Time, passed in: what decides never asks the system.
#pragma once

#include <chrono>

namespace gateway {

/// A moment, in milliseconds since 1970, UTC: what the store keeps and XEP-0203 writes.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Time now() const = 0;
  /// How far it was set forward after that moment, as far as anybody noticed: what waits has not
  /// waited for so long.
  [[nodiscard]] virtual std::chrono::milliseconds skipped_since(Time /*moment*/) const {
    return std::chrono::milliseconds(0);
  }
};

}  // namespace gateway
