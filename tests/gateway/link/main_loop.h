// SPDX-License-Identifier: GPL-2.0-or-later
// A main context of a test's own.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "gateway/base/glib.h"

namespace link_test {

/// The thread's context while it lives. What was begun in it is ended before it goes.
class MainLoop {
 public:
  MainLoop() : context_(g_main_context_new()) {
    g_main_context_push_thread_default(context_.get());
  }
  MainLoop(const MainLoop&) = delete;
  MainLoop& operator=(const MainLoop&) = delete;
  ~MainLoop() {
    while (g_main_context_iteration(context_.get(), FALSE) != FALSE) {
    }
    g_main_context_pop_thread_default(context_.get());
  }

  /// Runs until the condition holds; fails the test after `patience`.
  template <class Condition>
  void run_until(Condition&& condition, const std::string& what,
                 std::chrono::seconds patience = std::chrono::seconds(60)) {
    const auto end = std::chrono::steady_clock::now() + patience;
    const gateway::Source waker = every_10_ms();
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), end) << "no " << what;
      g_main_context_iteration(context_.get(), TRUE);
    }
  }

 private:
  [[nodiscard]] gateway::Source every_10_ms() const {
    GSource* source = g_timeout_source_new(10);
    g_source_set_callback(
        source, [](gpointer) -> gboolean { return G_SOURCE_CONTINUE; }, nullptr, nullptr);
    g_source_attach(source, context_.get());
    return gateway::Source(source);
  }

  gateway::MainContextPtr context_;
};

}  // namespace link_test
