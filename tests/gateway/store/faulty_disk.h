// SPDX-License-Identifier: GPL-2.0-or-later
// A disk for SQLite that fills up, fails and stalls when a test says so: a VFS in front of the real
// one.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>

namespace gateway::test {

/// While one lives, every file that SQLite opens is on it.
class FaultyDisk {
 public:
  static constexpr std::int64_t plenty = std::numeric_limits<std::int64_t>::max();

  FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  /// How many bytes files may grow from now on; what is in them can be written over, as on a disk.
  static void set_room(std::int64_t bytes);
  static void fail_syncs(bool fail);
  /// While it does, nothing is written into the database itself; its log goes on.
  static void hold_database(bool hold);
  [[nodiscard]] static bool is_writing_held();
  /// How often something was made durable.
  [[nodiscard]] static std::int64_t syncs();
};

}  // namespace gateway::test
