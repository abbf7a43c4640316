// SPDX-License-Identifier: GPL-2.0-or-later
// How other threads reach the main loop.
#pragma once

#include <functional>

namespace gateway {

/// Runs `work` later on the thread of the main loop, in the order of the calls. May be called from
/// any thread.
using Post = std::function<void(std::function<void()> work)>;

}  // namespace gateway
