// SPDX-License-Identifier: GPL-2.0-or-later
// Something to do later, in the main loop of whatever client runs us.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "plugin/purple/guarded.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// Calls once, unless it goes or is stopped before. The call may start or destroy its own timer.
class Timer {
 public:
  Timer() = default;
  ~Timer() { stop(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Zero is the next turn of the main loop. A call that is still due is replaced.
  void start(std::chrono::milliseconds after, std::function<void()> call) {
    stop();
    call_ = std::move(call);
    id_ = purple_timeout_add(static_cast<guint>(after.count()), on_timeout, this);
  }

  void stop() {
    if (id_ != 0) purple_timeout_remove(id_);
    id_ = 0;
    call_ = nullptr;
  }

  [[nodiscard]] bool is_running() const { return id_ != 0; }

 private:
  static gboolean on_timeout(gpointer data) noexcept {
    auto* timer = static_cast<Timer*>(data);
    timer->id_ = 0;
    const std::function<void()> call = std::exchange(timer->call_, nullptr);
    guarded("a timer", call);
    return FALSE;
  }

  guint id_ = 0;
  std::function<void()> call_;
};

}  // namespace plugin
