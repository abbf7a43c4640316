// SPDX-License-Identifier: GPL-2.0-or-later
// A directory for a store, gone with the test.
#pragma once

#include <filesystem>
#include <memory>

#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/gateway/support/test_loop.h"

namespace gateway::test {

class StoreDirectory {
 public:
  StoreDirectory();
  StoreDirectory(const StoreDirectory&) = delete;
  StoreDirectory& operator=(const StoreDirectory&) = delete;
  ~StoreDirectory();

  [[nodiscard]] std::filesystem::path path() const { return path_; }
  [[nodiscard]] std::filesystem::path file() const { return path_ / "messages.sqlite"; }
  [[nodiscard]] sqlite::Options options() const { return {.file = file(), .group = {}}; }
  /// Fails the test when it does not open.
  [[nodiscard]] std::unique_ptr<sqlite::SqliteStore> open(TestLoop& loop) const;

 private:
  std::filesystem::path path_;
};

}  // namespace gateway::test
