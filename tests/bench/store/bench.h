// SPDX-License-Identifier: GPL-2.0-or-later
// What the store's benchmarks measure, each in a directory of its own.
#pragma once

#include <chrono>
#include <filesystem>

#include "tests/bench/store/raw_disk.h"
#include "tests/gateway/store/some_message.h"

namespace gateway::bench {

struct Burst {
  double messages_per_second = 0;  ///< an add and two updates each
  double requests_per_commit = 0;
  double cpu_per_message = 0;  ///< microseconds, of all threads
};
[[nodiscard]] Burst measure_burst(const std::filesystem::path& directory, int messages,
                                  int under_way);

/// Milliseconds from add() to its `done`.
struct Latency {
  double p50 = 0, p99 = 0;
};
[[nodiscard]] Latency measure_steady(const std::filesystem::path& directory, int per_second,
                                     std::chrono::seconds length);

struct Backlog {
  double fill_seconds = 0, first_page = 0, middle_page = 0, count = 0, open = 0;  ///< milliseconds
  double megabytes = 0;       ///< resident, after all of it
  double file_megabytes = 0;  ///< on disk
};
[[nodiscard]] Backlog measure_backlog(const std::filesystem::path& directory, int messages);

}  // namespace gateway::bench
