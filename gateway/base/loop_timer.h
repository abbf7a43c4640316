// SPDX-License-Identifier: GPL-2.0-or-later
// Something that is done once, later or in the next turn of the main loop.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "gateway/base/glib.h"
#include "gateway/base/guarded.h"

namespace gateway {

/// One source that is armed again and again: arming costs no allocation.
class LoopTimer {
 public:
  /// In the thread's context; `where` names it in the log when `fn` throws.
  LoopTimer(Log& log, const char* where, std::function<void()> fn)
      : log_(log), where_(where), fn_(std::move(fn)), source_(make()) {}
  LoopTimer(const LoopTimer&) = delete;
  LoopTimer& operator=(const LoopTimer&) = delete;

  /// Instead of any time set before.
  void start(std::chrono::milliseconds in) {
    const auto microseconds = std::chrono::microseconds(in).count();
    g_source_set_ready_time(source_.get(), g_get_monotonic_time() + microseconds);
  }
  void soon() { g_source_set_ready_time(source_.get(), 0); }
  void stop() { g_source_set_ready_time(source_.get(), -1); }

 private:
  struct Handle {
    GSource source;
    LoopTimer* timer;
  };

  Source make() {
    static GSourceFuncs functions{nullptr, nullptr, &LoopTimer::dispatch,
                                  nullptr, nullptr, nullptr};
    GSource* source = g_source_new(&functions, sizeof(Handle));
    reinterpret_cast<Handle*>(source)->timer = this;
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_attach(source, current_context().get());
    return Source(source);
  }

  static gboolean dispatch(GSource* source, GSourceFunc /*fn*/, gpointer /*data*/) noexcept {
    LoopTimer& timer = *reinterpret_cast<Handle*>(source)->timer;
    g_source_set_ready_time(source, -1);
    guarded(timer.log_, timer.where_, timer.fn_);
    return G_SOURCE_CONTINUE;
  }

  Log& log_;
  const char* where_;
  std::function<void()> fn_;
  Source source_;
};

}  // namespace gateway
