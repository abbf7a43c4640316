// SPDX-License-Identifier: GPL-2.0-or-later
// Whose the files are when root looks after the store of a service's user. Who is not root has a
// store of his own, and the same holds.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "gateway/store/maintenance.h"
#include "gateway/store/sqlite/on_behalf.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

namespace fs = std::filesystem;

class StoreOfAnother : public testing::Test {
 protected:
  static constexpr uid_t nobody = 65'534;

  StoreOfAnother() {
    if (geteuid() == 0 && chown(store_.path().c_str(), owner_, owner_) != 0) {
      throw std::runtime_error("the directory cannot be given away");
    }
  }
  /// As the service would.
  void fill(const std::string& body) {
    const auto owner = sqlite::OnBehalf::of_owner(store_.file());
    ASSERT_TRUE(owner) << owner.error().message;
    ASSERT_EQ(geteuid(), owner_);
    const auto store = store_.open(loop_);
    ASSERT_TRUE(wait<Store::Added>(loop_, [&](auto done) { store->add(text_out(body), done); }));
  }
  std::vector<std::string> bodies() {
    const auto owner = sqlite::OnBehalf::of_owner(store_.file());
    const auto store = store_.open(loop_);
    const auto all =
        *wait<std::vector<Message>>(loop_, [&](auto done) { store->select({}, done); });
    std::vector<std::string> result;
    for (const auto& message : all)
      result.push_back(message.body);
    return result;
  }
  void expect_all_of_owner() {
    for (const auto& entry : fs::directory_iterator(store_.path())) {
      struct stat about {};
      ASSERT_EQ(lstat(entry.path().c_str(), &about), 0);
      EXPECT_EQ(about.st_uid, owner_) << entry.path();
    }
  }
  [[nodiscard]] fs::path copy() const { return ours_.path() / "copy.sqlite"; }

  uid_t owner_ = geteuid() == 0 ? nobody : geteuid();
  StoreDirectory store_, ours_;
  TestLoop loop_;
};

using Bodies = std::vector<std::string>;

TEST_F(StoreOfAnother, IsBackedUpAndRestored) {
  fill("first");
  const auto saved = backup(store_.file(), copy());
  ASSERT_TRUE(saved) << saved.error().message;
  fill("second");
  const auto restored = restore(copy(), store_.file(), true);
  ASSERT_TRUE(restored) << restored.error().message;
  expect_all_of_owner();
  EXPECT_EQ(bodies(), Bodies{"first"});
  // What was replaced is not readable for others but root either.
  const auto back = restore(store_.file().string() + ".replaced", store_.file(), true);
  ASSERT_TRUE(back) << back.error().message;
  expect_all_of_owner();
  EXPECT_EQ(bodies(), (Bodies{"first", "second"}));
}

TEST_F(StoreOfAnother, IsRestoredWhereThereWasNone) {
  fill("first");
  ASSERT_TRUE(backup(store_.file(), copy()));
  for (const char* end : {"", "-wal", "-shm", ".lock"})
    fs::remove(store_.file().string() + end);
  const auto restored = restore(copy(), store_.file(), false);
  ASSERT_TRUE(restored) << restored.error().message;
  expect_all_of_owner();
  EXPECT_EQ(bodies(), Bodies{"first"});
}

TEST_F(StoreOfAnother, IsLookedAtWithoutATraceThatStopsIt) {
  fill("first");
  std::stringstream lines;
  ASSERT_TRUE(export_messages(store_.file(), {}, lines));
  ASSERT_TRUE(check_store(store_.file()));
  ASSERT_TRUE(backup(store_.file(), copy()));
  expect_all_of_owner();
  EXPECT_EQ(bodies(), Bodies{"first"});
}

TEST_F(StoreOfAnother, IsNotOpenedByAGatewayOfRoot) {
  if (owner_ == geteuid()) {
    EXPECT_NO_THROW(bodies());
    return;
  }
  const auto opened = sqlite::SqliteStore::open(store_.options(), loop_.poster());
  ASSERT_FALSE(opened);
  const std::string& said = opened.error().message;
  EXPECT_NE(
      said.find("belongs to " + sqlite::user_name(owner_) + ", and this runs as root: run it"),
      std::string::npos)
      << said;
}

TEST_F(StoreOfAnother, ABackupThatItsUserCannotReadIsToldAsThat) {
  fill("first");
  ASSERT_TRUE(backup(store_.file(), copy()));
  std::string said;
  if (owner_ == geteuid()) {
    ASSERT_EQ(chmod(copy().c_str(), 0), 0);
    said = restore(copy(), store_.file(), true).error().message;
  } else {
    const auto owner = sqlite::OnBehalf::of_owner(store_.file());
    said = restore(copy(), store_.file(), true).error().message;
  }
  EXPECT_NE(said.find("cannot read " + copy().string()), std::string::npos) << said;
  EXPECT_NE(said.find(sqlite::user_name(owner_) + ", as whom this runs"), std::string::npos)
      << said;
  EXPECT_EQ(bodies(), Bodies{"first"});
}

/// Before a start and at it, in the same words.
TEST_F(StoreOfAnother, AFileOfRootsInItIsNamedWithWhatToDo) {
  fill("first");
  for (const char* end : {"", ".lock", "-wal"}) {
    const fs::path file = store_.file().string() + end;
    { std::ofstream made(file, std::ios::app); }
    // Who is not root cannot give a file away, but close it.
    if (geteuid() == 0) {
      ASSERT_EQ(chown(file.c_str(), 0, 0), 0);
    }
    ASSERT_EQ(chmod(file.c_str(), 0400), 0);
    {
      const auto owner = sqlite::OnBehalf::of_user(owner_);
      ASSERT_TRUE(owner) << owner.error().message;
      const auto checked = check_place(store_.file(), AsWhom::owner);
      ASSERT_FALSE(checked) << file;
      EXPECT_EQ(checked.error().message,
                "cannot write " + file.string() + ": Permission denied; it must belong to " +
                    sqlite::user_name(owner_) + ", as the directory does, and be writable");
      const auto opened = sqlite::SqliteStore::open(store_.options(), loop_.poster());
      ASSERT_FALSE(opened);
      EXPECT_EQ(opened.error().message, checked.error().message);
    }
    if (geteuid() == 0) {
      ASSERT_EQ(chown(file.c_str(), owner_, owner_), 0);
    }
    ASSERT_EQ(chmod(file.c_str(), 0600), 0);
  }
  EXPECT_EQ(bodies(), Bodies{"first"});
}

TEST_F(StoreOfAnother, ADirectoryOfRootsIsNoPlaceForIt) {
  const fs::path elsewhere = geteuid() == 0 ? ours_.path() / "s.sqlite" : fs::path("/usr/s.sqlite");
  if (geteuid() == 0) {
    ASSERT_EQ(chmod(ours_.path().c_str(), 0755), 0);
  }
  const auto owner = sqlite::OnBehalf::of_user(owner_);
  ASSERT_TRUE(owner) << owner.error().message;
  const auto checked = check_place(elsewhere, AsWhom::owner);
  ASSERT_FALSE(checked);
  const std::string self = sqlite::user_name(owner_);
  EXPECT_NE(checked.error().message.find("the store needs a directory that belongs to " + self +
                                         ": install -d -m 0700 -o " + self),
            std::string::npos)
      << checked.error().message;
}

TEST_F(StoreOfAnother, AWayToItThatIsClosedIsToldAsThat) {
  const fs::path closed = ours_.path() / "closed";
  fs::create_directories(closed / "store");
  ASSERT_EQ(chmod(closed.c_str(), geteuid() == 0 ? 0700 : 0), 0);
  std::string said;
  {
    const auto owner = sqlite::OnBehalf::of_user(owner_);
    ASSERT_TRUE(owner) << owner.error().message;
    const auto checked = check_place(closed / "store" / "s.sqlite", AsWhom::owner);
    said = checked ? "well" : checked.error().message;
  }
  ASSERT_EQ(chmod(closed.c_str(), 0700), 0);
  EXPECT_EQ(said,
            "cannot open the directory " + (closed / "store").string() + ": Permission denied; " +
                sqlite::user_name(owner_) +
                ", as whom this runs, must be able to get into every folder on the way to it");
}

TEST_F(StoreOfAnother, RootHasItsOwnGroupsAgainAfterwards) {
  const auto groups = [] {
    std::vector<gid_t> all(static_cast<std::size_t>(getgroups(0, nullptr)));
    all.resize(static_cast<std::size_t>(getgroups(static_cast<int>(all.size()), all.data())));
    return all;
  };
  const auto before = groups();
  const auto self = geteuid();
  const auto group = getegid();
  {
    const auto owner = sqlite::OnBehalf::of_user(owner_);
    ASSERT_TRUE(owner) << owner.error().message;
    EXPECT_EQ(geteuid(), owner_);
    if (self == 0) {
      const auto during = groups();
      EXPECT_EQ(std::count(during.begin(), during.end(), 0), 0);
    }
  }
  EXPECT_EQ(groups(), before);
  EXPECT_EQ(geteuid(), self);
  EXPECT_EQ(getegid(), group);
}

/// The user could put a link where root is going to write.
TEST_F(StoreOfAnother, GivesNothingElseAway) {
  fill("first");
  ASSERT_TRUE(backup(store_.file(), copy()));
  const auto treasure = ours_.path() / "treasure";
  ASSERT_TRUE(backup(store_.file(), treasure));
  fs::create_symlink(treasure, store_.file().string() + ".partial");
  ASSERT_TRUE(restore(copy(), store_.file(), true));
  fs::remove(store_.file().string() + ".lock");
  fs::create_symlink(treasure, store_.file().string() + ".lock");
  EXPECT_FALSE(restore(copy(), store_.file(), true));
  struct stat about {};
  ASSERT_EQ(stat(treasure.c_str(), &about), 0);
  EXPECT_EQ(about.st_uid, geteuid());
  EXPECT_TRUE(check_store(treasure));
}

}  // namespace
}  // namespace gateway::test
