// SPDX-License-Identifier: GPL-2.0-or-later
// Usage: store_bench [DIRECTORY [BACKLOG]]; a directory is made in DIRECTORY (default: here), which
// must be on the disk that is meant. Figures are compared within one run.
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cstdio>
#include <string>

#include "tests/bench/store/bench.h"

int main(int argc, char** argv) {
  using namespace gateway::bench;
  auto directory = std::string(argc > 1 ? argv[1] : ".") + "/store-bench-XXXXXX";
  const int backlog = argc > 2 ? std::stoi(argv[2]) : 1'000'000;
  if (mkdtemp(directory.data()) == nullptr) return 1;

  std::printf("%-34s %12s\n", "disk, 700 byte records, groups of", "records/s");
  for (const int group : {1, 16, 64, 256}) {
    std::printf("%34d %12.0f\n", group, raw_group_commit(directory, group));
  }
  std::printf("\n%-34s %12s %10s %14s %10s\n", "add + 2 updates, under way", "messages/s",
              "of disk", "requests/sync", "CPU us");
  for (const int under_way : {1, 16, 64, 256, 1024}) {
    const auto burst = measure_burst(directory, under_way == 1 ? 2000 : 60'000, under_way);
    const double disk = raw_group_commit(directory, under_way) / 3;
    std::printf("%34d %12.0f %10.2f %14.1f %10.1f\n", under_way, burst.messages_per_second,
                burst.messages_per_second / disk, burst.requests_per_commit, burst.cpu_per_message);
    std::filesystem::remove(std::filesystem::path(directory) / "burst");
  }
  const auto steady = measure_steady(directory, 300, std::chrono::seconds{10});
  std::printf(
      "\nadd at 300/s, two updates behind: p50 %.2f ms, p99 %.2f ms; one fdatasync %.2f ms\n",
      steady.p50, steady.p99, 1000 / raw_group_commit(directory, 1));
  const auto kept = measure_backlog(directory, backlog);
  std::printf(
      "\nbacklog of %d: filled in %.1f s, %.0f MB on disk, %.0f MB of memory\n"
      "page of 500: of a rare carrier %.1f ms, of all from the middle %.1f ms; count %.2f ms; "
      "open %.0f ms\n",
      backlog, kept.fill_seconds, kept.file_megabytes, kept.megabytes, kept.first_page,
      kept.middle_page, kept.count, kept.open);
  std::filesystem::remove_all(directory);
}
