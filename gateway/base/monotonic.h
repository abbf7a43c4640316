// SPDX-License-Identifier: GPL-2.0-or-later
// The clock of the main loop, which nobody sets.
#pragma once

#include <glib.h>

#include <chrono>

namespace gateway {

/// Since any fixed point; a suspended machine's time does not count.
[[nodiscard]] inline std::chrono::microseconds monotonic_now() {
  return std::chrono::microseconds(g_get_monotonic_time());
}

}  // namespace gateway
