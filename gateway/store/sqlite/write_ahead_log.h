// SPDX-License-Identifier: GPL-2.0-or-later
// The file's write-ahead log: its pages go into the file beside the commits, so that no text waits
// for them, and the log begins anew.
#pragma once

#include <cstddef>
#include <filesystem>
#include <future>

#include "gateway/store/sqlite/database.h"

namespace gateway::sqlite {

/// On the thread of its writer.
class WriteAheadLog {
 public:
  /// `writer` is told to leave its log alone; from `pages` on the log is copied.
  /// Errors:  throws DatabaseError
  WriteAheadLog(Database& writer, const std::filesystem::path& file, std::size_t pages);

  /// Between two groups. Begins a pass beside the writer, and later copies what came meanwhile:
  /// only a log that is copied whole begins anew. Waits only where the log became far too long.
  void tend();

  /// Copies all there is, so that the room it takes serves again.
  void copy();

 private:
  void begin_pass();
  static int on_commit(void* self, sqlite3* database, const char* name, int pages) noexcept;

  Database& writer_;
  Database beside_;
  std::size_t pages_;
  std::size_t length_ = 0;  ///< pages after the last commit
  std::future<void> pass_;  ///< valid from its beginning until its rest is copied
};

}  // namespace gateway::sqlite
