// SPDX-License-Identifier: GPL-2.0-or-later
// The log is copied into the file beside the commits, and begins anew.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/gateway/store/faulty_disk.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

constexpr std::size_t log_pages = 100;
constexpr std::uintmax_t page_bytes = 4096 + 24;  // with the head that each has in the log

class CopyingTheLog : public testing::Test {
 protected:
  std::unique_ptr<sqlite::SqliteStore> open() {
    auto options = directory_.options();
    options.group.log_pages = log_pages;
    auto opened = sqlite::SqliteStore::open(options, loop_.poster());
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  /// In a commit of its own; some pages of the log each.
  bool add(Store& store) {
    return wait<Store::Added>(loop_, [&](auto done) { store.add(text_out(), done); }).has_value();
  }
  std::uintmax_t log_bytes() { return std::filesystem::file_size(directory_.file() += "-wal"); }

  StoreDirectory directory_;
  TestLoop loop_;
};

TEST_F(CopyingTheLog, KeepsItShortHoweverMuchIsWritten) {
  const auto store = open();
  for (int i = 0; i < 2000; ++i)
    ASSERT_TRUE(add(*store));
  EXPECT_LT(log_bytes(), 5 * log_pages * page_bytes);
  EXPECT_GT(std::filesystem::file_size(directory_.file()), std::uintmax_t{100'000});
}

TEST_F(CopyingTheLog, LetsTextsBeTakenMeanwhile) {
  const FaultyDisk disk;
  const auto store = open();
  FaultyDisk::hold_database(true);
  for (int i = 0; i < 25;
       ++i)  // twice what begins the copying, half of what would wait for its end
    ASSERT_TRUE(add(*store));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (!FaultyDisk::is_writing_held() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  ASSERT_TRUE(FaultyDisk::is_writing_held());
  const auto length = log_bytes();
  for (int i = 0; i < 5; ++i)
    EXPECT_TRUE(add(*store));
  EXPECT_GT(log_bytes(), length);
  FaultyDisk::hold_database(false);
}

}  // namespace
}  // namespace gateway::test
