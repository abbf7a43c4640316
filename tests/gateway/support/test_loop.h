// SPDX-License-Identifier: GPL-2.0-or-later
// A main loop for tests: what is posted to it runs when the test says so.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "gateway/model/executor.h"

namespace gateway::test {

class TestLoop {
 public:
  /// May be called from any thread.
  void post(std::function<void()> work);
  [[nodiscard]] Post poster() {
    return [this](std::function<void()> work) { post(std::move(work)); };
  }

  /// Runs what is there and what that posts in turn; how much it was.
  std::size_t run();
  /// Runs until a condition holds, waiting for other threads; false: it did not within `patience`.
  bool run_until(const std::function<bool()>& holds,
                 std::chrono::seconds patience = std::chrono::seconds{60});

 private:
  std::function<void()> next();

  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> work_;
};

}  // namespace gateway::test
