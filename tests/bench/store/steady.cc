// SPDX-License-Identifier: GPL-2.0-or-later
// A text now and then: how long until it is on disk, with two updates behind each.
#include <algorithm>
#include <thread>
#include <vector>

#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/bench/store/bench.h"

namespace gateway::bench {

Latency measure_steady(const std::filesystem::path& directory, int per_second,
                       std::chrono::seconds length) {
  using Clock = std::chrono::steady_clock;
  test::TestLoop loop;
  const auto store =
      *sqlite::SqliteStore::open({.file = directory / "steady", .group = {}}, loop.poster());
  std::vector<double> took;
  const auto gap = std::chrono::nanoseconds{std::chrono::seconds{1}} / per_second;
  const auto total = static_cast<std::size_t>(per_second * length.count());
  const auto start = Clock::now();
  std::size_t asked = 0, done = 0;
  while (done < total) {
    if (asked < total && Clock::now() >= start + gap * asked) {
      const auto due = start + gap * asked++;
      store->add(test::text_out(), [&, due](auto added) {
        took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
        store->update({.id = added->id, .state = State::sending, .changed = test::at(1)}, {});
        store->update({.id = added->id, .state = State::accepted, .changed = test::at(2)},
                      [&](auto) { ++done; });
      });
    }
    if (loop.run() == 0) std::this_thread::sleep_for(std::chrono::microseconds{20});
  }
  std::ranges::sort(took);
  return {.p50 = took[took.size() / 2], .p99 = took[took.size() * 99 / 100]};
}

}  // namespace gateway::bench
