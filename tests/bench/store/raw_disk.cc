// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/store/raw_disk.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <string>

namespace gateway::bench {

double raw_group_commit(const std::filesystem::path& directory, int group) {
  constexpr std::size_t record = 700;
  constexpr std::chrono::seconds length{1};
  const auto name = directory / "raw";
  const int file = open(name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  const std::string bytes(record * static_cast<std::size_t>(group), 'x');
  const auto start = std::chrono::steady_clock::now();
  int groups = 0;
  while (std::chrono::steady_clock::now() - start < length) {
    if (write(file, bytes.data(), bytes.size()) < 0 || fdatasync(file) != 0) break;
    ++groups;
  }
  const Seconds took = std::chrono::steady_clock::now() - start;
  close(file);
  std::filesystem::remove(name);
  return groups * group / took.count();
}

Seconds cpu_time() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](timeval time) {
    return Seconds(static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace gateway::bench
