// SPDX-License-Identifier: GPL-2.0-or-later
// Full disks, damaged files, files of others: what the store says, and that it keeps what it has.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "gateway/store/sqlite/schema.h"
#include "gateway/store/sqlite/store_files.h"
#include "tests/gateway/store/faulty_disk.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

namespace fs = std::filesystem;

class StoreInTrouble : public testing::Test {
 protected:
  StoreError refusal() {
    auto opened = sqlite::SqliteStore::open(directory_.options(), loop_.poster());
    return opened ? StoreError{StoreErrorCode::io, "it opened"} : opened.error();
  }
  tl::expected<Store::Added, StoreError> add(Store& store, const std::string& body = "text") {
    return wait<Store::Added>(loop_, [&](auto done) { store.add(text_out(body), done); });
  }
  std::size_t queued(Store& store) {
    return wait<Counts>(loop_, [&](auto done) { store.count(Direction::out, done); })->queued;
  }
  void fill(int messages, std::size_t size = 500) {
    const auto store = directory_.open(loop_);
    for (int i = 0; i < messages; ++i)
      store->add(text_out(std::string(size, 'x')), {});
    ASSERT_TRUE(store->close(std::chrono::seconds{60}));
  }
  void overwrite(std::streamoff from, std::size_t size) {
    std::fstream file(directory_.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(from);
    file << std::string(size, '\xA5');
  }

  StoreDirectory directory_;
  TestLoop loop_;
};

testing::AssertionResult says(const StoreError& error, const std::string& words) {
  if (error.message.find(words) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "\"" << words << "\" is not in: " << error.message;
}

TEST_F(StoreInTrouble, AFullDiskRefusesKeepsAndRecovers) {
  const FaultyDisk disk;
  auto store = directory_.open(loop_);
  ASSERT_TRUE(add(*store));
  FaultyDisk::set_room(1'000'000);
  std::size_t kept = 1, refused = 0;
  for (int i = 0; i < 2000 && refused < 20; ++i) {
    const auto added = add(*store, std::string(1000, 'x'));
    if (added) {
      ++kept;
    } else {
      ++refused;
      EXPECT_EQ(added.error().code, StoreErrorCode::full);
      EXPECT_TRUE(says(added.error(), directory_.file().string()));
    }
  }
  EXPECT_EQ(refused, 20U);
  EXPECT_GT(kept, 10U);
  EXPECT_EQ(queued(*store), kept);

  FaultyDisk::set_room(FaultyDisk::plenty);
  EXPECT_TRUE(add(*store, std::string(1000, 'x')));
  store.reset();
  store = directory_.open(loop_);
  EXPECT_EQ(queued(*store), kept + 1);
}

TEST_F(StoreInTrouble, AGroupThatDoesNotFitIsTriedOneByOne) {
  const FaultyDisk disk;
  const auto store = directory_.open(loop_);
  ASSERT_TRUE(add(*store));
  FaultyDisk::set_room(300'000);
  std::vector<bool> fitted;
  for (int i = 0; i < 200; ++i) {
    store->add(text_out(std::string(i == 50 ? 2'000'000 : 100, 'x')),
               [&](auto added) { fitted.push_back(added.has_value()); });
  }
  ASSERT_TRUE(loop_.run_until([&] { return fitted.size() == 200; }));
  EXPECT_FALSE(fitted[50]);
  EXPECT_TRUE(fitted[0]);
  EXPECT_EQ(queued(*store), 1U + std::ranges::count(fitted, true));
}

TEST_F(StoreInTrouble, WhatWasForgottenBeforeTheTroubleIsCountedNoMore) {
  {
    const auto store = directory_.open(loop_);
    for (const State state : {State::delivered, State::failed}) {
      const auto added = add(*store);
      ASSERT_TRUE(added);
      ASSERT_TRUE(wait<void>(loop_, [&](auto done) {
        store->update({.id = added->id, .state = state, .changed = Time{}}, done);
      }));
    }
  }
  {
    sqlite::Database database(directory_.file(), SQLITE_OPEN_READWRITE);
    database.execute(
        "CREATE TRIGGER trouble BEFORE DELETE ON messages WHEN old.state = 5"
        " BEGIN SELECT RAISE(ABORT, 'no room'); END");
  }
  const auto store = directory_.open(loop_);
  const Time later{std::chrono::hours{1}};
  EXPECT_FALSE(
      wait<std::size_t>(loop_, [&](auto done) { store->forget_final(later, later, done); }));
  const auto kept = wait<std::vector<Message>>(loop_, [&](auto done) { store->select({}, done); });
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->size(), 1U);
  const auto counts = wait<Counts>(loop_, [&](auto done) { store->count(Direction::out, done); });
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->delivered, 0U);
  EXPECT_EQ(counts->failed, 1U);
}

TEST_F(StoreInTrouble, WhatTheDiskDidNotSyncIsNotAcknowledged) {
  const FaultyDisk disk;
  auto store = directory_.open(loop_);
  ASSERT_TRUE(add(*store));
  FaultyDisk::fail_syncs(true);
  const auto added = add(*store);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, StoreErrorCode::io);
  FaultyDisk::fail_syncs(false);
  EXPECT_TRUE(add(*store));
  EXPECT_EQ(queued(*store), 2U);
}

TEST_F(StoreInTrouble, ASecondGatewayIsToldOfTheFirst) {
  auto store = directory_.open(loop_);
  const auto error = refusal();
  EXPECT_EQ(error.code, StoreErrorCode::locked);
  EXPECT_TRUE(says(error, "another gateway (process " + std::to_string(getpid()) + ")"));
  EXPECT_TRUE(says(error, directory_.file().string()));
  store.reset();
  EXPECT_TRUE(directory_.open(loop_));
}

TEST_F(StoreInTrouble, ANewerSchemaIsLeftAlone) {
  fill(1);
  {
    sqlite::Database database(directory_.file(), SQLITE_OPEN_READWRITE);
    database.execute("PRAGMA user_version = 99");
  }
  const auto error = refusal();
  EXPECT_EQ(error.code, StoreErrorCode::newer_schema);
  EXPECT_TRUE(says(error, "written by a newer version"));
  EXPECT_TRUE(says(error, "99"));
}

TEST_F(StoreInTrouble, AnotherProgramsDatabaseIsLeftAlone) {
  { std::ofstream made(directory_.file()); }
  {
    sqlite::Database database(directory_.file(), SQLITE_OPEN_READWRITE);
    database.execute("CREATE TABLE recipes(name TEXT)");
  }
  EXPECT_TRUE(says(refusal(), "another program"));
}

TEST_F(StoreInTrouble, AFileThatIsNoDatabaseIsLeftAlone) {
  std::ofstream(directory_.file()) << std::string(10'000, 'x');
  const auto error = refusal();
  EXPECT_EQ(error.code, StoreErrorCode::corrupt);
  EXPECT_TRUE(says(error, "restore"));
  EXPECT_EQ(fs::file_size(directory_.file()), 10'000U);
}

TEST_F(StoreInTrouble, TroubleAndItsEndAreToldOnceEach) {
  const FaultyDisk disk;
  std::vector<std::optional<StoreError>> told;
  auto options = directory_.options();
  options.on_trouble = [&](const std::optional<StoreError>& trouble) { told.push_back(trouble); };
  auto opened = sqlite::SqliteStore::open(options, loop_.poster());
  ASSERT_TRUE(opened);
  Store& store = **opened;
  ASSERT_TRUE(add(store));
  EXPECT_TRUE(told.empty());
  FaultyDisk::set_room(0);
  for (int i = 0; i < 100; ++i)
    (void)add(store, std::string(5000, 'x'));
  ASSERT_EQ(told.size(), 1U);
  ASSERT_TRUE(told.front());
  EXPECT_EQ(told.front()->code, StoreErrorCode::full);
  FaultyDisk::set_room(FaultyDisk::plenty);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (told.size() == 1 && std::chrono::steady_clock::now() < end)
    EXPECT_TRUE(add(store));
  ASSERT_EQ(told.size(), 2U);
  EXPECT_FALSE(told.back());
}

TEST_F(StoreInTrouble, DamagedPagesAreFoundBeforeTheStart) {
  fill(500);
  const auto size = static_cast<std::streamoff>(fs::file_size(directory_.file()));
  overwrite(size / 2, 20'000);
  const auto error = refusal();
  EXPECT_EQ(error.code, StoreErrorCode::corrupt);
  EXPECT_TRUE(says(error, "xmpp-sms-gateway restore"));
  EXPECT_TRUE(says(error, directory_.file().string()));
}

TEST_F(StoreInTrouble, DamageSeenAtWorkEndsTheWriting) {
  fill(2000, 10'000);
  const auto store = directory_.open(loop_);  // its cache holds less than half of it
  overwrite(4096, fs::file_size(directory_.file()) - 4096);
  for (std::int64_t id = 1; id <= 2000; id += 100) {
    static_cast<void>(
        wait<std::optional<Message>>(loop_, [&](auto done) { store->find(MessageId{id}, done); }));
  }
  const auto added = add(*store);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, StoreErrorCode::corrupt);
}

TEST_F(StoreInTrouble, AMissingDirectoryIsNamed) {
  auto options = directory_.options();
  options.file = directory_.path() / "nowhere" / "messages.sqlite";
  const auto opened = sqlite::SqliteStore::open(options, loop_.poster());
  ASSERT_FALSE(opened);
  EXPECT_TRUE(says(opened.error(), (directory_.path() / "nowhere").string()));
  EXPECT_TRUE(says(opened.error(), "create it with mode 0700"));
}

TEST_F(StoreInTrouble, ADirectoryThatOthersMayWriteIsRefused) {
  fs::permissions(directory_.path(), fs::perms::all);
  EXPECT_TRUE(says(refusal(), "others may write"));
}

TEST_F(StoreInTrouble, ADirectoryThatWeMayNotWriteIsNamed) {
  constexpr uid_t nobody = 65534;
  const bool is_root = geteuid() == 0;
  if (is_root) {  // whom modes do not stop
    ASSERT_EQ(chown(directory_.path().c_str(), nobody, nobody), 0);
    ASSERT_EQ(seteuid(nobody), 0);
  }
  EXPECT_EQ(chmod(directory_.path().c_str(), 0500), 0);
  const auto error = refusal();
  EXPECT_EQ(chmod(directory_.path().c_str(), 0700), 0);
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_EQ(error.code, StoreErrorCode::io);
  EXPECT_TRUE(says(error, "Permission denied"));
  EXPECT_TRUE(says(error, "chmod 0700 " + directory_.path().string()));
}

TEST_F(StoreInTrouble, WhatIsNoFileIsNamedWithWhatWouldBeOne) {
  fs::create_directory(directory_.file());
  EXPECT_TRUE(says(refusal(), directory_.file().string() + " is a directory; name a file in it"));
  fs::remove(directory_.file());
  ASSERT_EQ(mkfifo(directory_.file().c_str(), 0600), 0);
  EXPECT_TRUE(says(refusal(), directory_.file().string() + " is not a regular file"));
  auto options = directory_.options();
  options.file = directory_.file() / "messages.sqlite";
  const auto opened = sqlite::SqliteStore::open(options, loop_.poster());
  ASSERT_FALSE(opened);
  EXPECT_TRUE(says(opened.error(), directory_.file().string() + " is not a directory"));
}

TEST_F(StoreInTrouble, AReadOnlyFileSystemIsToldWithTheUnitsKey) {
  for (const fs::path& path : {directory_.path(), directory_.file()}) {
    const auto error = sqlite::cannot_write(path, EROFS);
    EXPECT_TRUE(says(error, "cannot write " + path.string() + ": Read-only file system; "));
    EXPECT_TRUE(says(error, "ReadWritePaths=" + directory_.path().string() + " below [Service]"));
    EXPECT_TRUE(says(error, "systemctl edit xmpp-sms-gateway"));
  }
}

TEST_F(StoreInTrouble, OnlyTheOwnerMayReadTheFiles) {
  { std::ofstream made(directory_.file()); }
  fs::permissions(directory_.file(), fs::perms{0644});
  const auto store = directory_.open(loop_);
  ASSERT_TRUE(add(*store));
  for (const auto& entry : fs::directory_iterator(directory_.path())) {
    EXPECT_EQ(entry.status().permissions(), fs::perms{0600}) << entry.path();
  }
}

}  // namespace
}  // namespace gateway::test
