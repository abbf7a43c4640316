// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/support/test_loop.h"

#include <utility>

namespace gateway::test {

void TestLoop::post(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  work_.push_back(std::move(work));
  posted_.notify_one();
}

std::function<void()> TestLoop::next() {
  const std::lock_guard lock(mutex_);
  if (work_.empty()) return {};
  auto work = std::move(work_.front());
  work_.pop_front();
  return work;
}

std::size_t TestLoop::run() {
  std::size_t ran = 0;
  for (auto work = next(); work; work = next(), ++ran)
    work();
  return ran;
}

bool TestLoop::run_until(const std::function<bool()>& holds, std::chrono::seconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (auto work = next()) {
      work();
      continue;
    }
    std::unique_lock lock(mutex_);
    if (!posted_.wait_until(lock, deadline, [this] { return !work_.empty(); })) return false;
  }
  return true;
}

}  // namespace gateway::test
