// SPDX-License-Identifier: GPL-2.0-or-later
// When texts reached the carrier, told to the driver without a request that would cost both.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace gateway::bench {

class SharedTimes {
 public:
  static constexpr std::size_t most = 1 << 21;

  explicit SharedTimes(const std::string& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    void* const memory =
        file >= 0 && ftruncate(file, sizeof(Table)) == 0
            ? mmap(nullptr, sizeof(Table), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
            : MAP_FAILED;
    if (file >= 0) close(file);
    if (memory == MAP_FAILED) throw std::runtime_error(path + " cannot be shared");
    table_ = static_cast<Table*>(memory);
  }
  ~SharedTimes() { munmap(table_, sizeof(Table)); }
  SharedTimes(const SharedTimes&) = delete;
  SharedTimes& operator=(const SharedTimes&) = delete;

  void note(std::size_t number) {
    if (number < most) table_->at[number] = now();
    ++table_->count;
  }
  /// How many were noted.
  [[nodiscard]] std::uint64_t count() const { return table_->count; }
  /// Nanoseconds of the steady clock; 0: not noted.
  [[nodiscard]] std::int64_t at(std::size_t number) const { return table_->at[number]; }
  void forget() {
    for (auto& at : table_->at)
      at = 0;
    table_->count = 0;
  }

 private:
  struct Table {
    std::atomic<std::uint64_t> count;
    std::atomic<std::int64_t> at[most];
  };
  static std::int64_t now() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
  }

  Table* table_ = nullptr;
};

}  // namespace gateway::bench
