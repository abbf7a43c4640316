// SPDX-License-Identifier: GPL-2.0-or-later
// Backup, restore and export, beside a store that is written to.
#include "gateway/store/maintenance.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "gateway/store/sqlite/database.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

namespace fs = std::filesystem;

class StoreMaintenance : public testing::Test {
 protected:
  void add(Store& store, const Message& message) {
    ASSERT_TRUE(wait<Store::Added>(loop_, [&](auto done) { store.add(message, done); }));
  }
  std::vector<std::string> bodies() {
    const auto store = directory_.open(loop_);
    std::vector<std::string> result;
    const auto all =
        *wait<std::vector<Message>>(loop_, [&](auto done) { store->select({}, done); });
    for (const auto& message : all)
      result.push_back(message.body);
    return result;
  }
  void fill(const std::string& body) { add(*directory_.open(loop_), text_out(body)); }
  std::vector<nlohmann::json> exported(const ExportFilter& filter) {
    std::stringstream lines;
    const auto written = export_messages(file(), filter, lines);
    EXPECT_TRUE(written);
    std::vector<nlohmann::json> result;
    for (std::string line; std::getline(lines, line);) {
      result.push_back(nlohmann::json::parse(line));
    }
    EXPECT_EQ(result.size(), written.value_or(0));
    return result;
  }
  [[nodiscard]] fs::path file() const { return directory_.file(); }
  [[nodiscard]] fs::path backup_file() const { return directory_.path() / "backup"; }

  StoreDirectory directory_;
  TestLoop loop_;
};

TEST_F(StoreMaintenance, ABackupIsOneMomentOfARunningStore) {
  {
    const auto store = directory_.open(loop_);
    bool is_stopping = false;
    int going = 0;
    std::function<void()> go_on = [&] {
      if (is_stopping) return;
      ++going;
      store->add(text_out(std::string(2000, 'x')), {});
      store->add(text_in(""), [&](auto) { go_on(); });
    };
    go_on();
    ASSERT_TRUE(loop_.run_until([&] { return going > 200; }));
    // The worker goes on by itself with these while the backup runs.
    for (int i = 0; i < 3000; ++i)
      store->add(text_out(std::string(2000, 'y')), {});
    const auto saved = backup(file(), backup_file());
    ASSERT_TRUE(saved) << saved.error().message;
    is_stopping = true;
    ASSERT_TRUE(store->close(std::chrono::seconds{60}));
  }
  EXPECT_EQ(fs::status(backup_file()).permissions(), fs::perms{0600});
  EXPECT_FALSE(fs::exists(backup_file().string() + ".partial"));
  EXPECT_FALSE(fs::exists(backup_file().string() + "-wal"));
  ASSERT_TRUE(check_store(backup_file()));
  sqlite::Database saved(backup_file(), SQLITE_OPEN_READONLY);
  EXPECT_EQ(saved.text_of("PRAGMA integrity_check"), "ok");
  EXPECT_GE(saved.integer_of("SELECT count(*) FROM messages"), 400);
  EXPECT_EQ(saved.integer_of("SELECT count(*) FROM messages"),
            saved.integer_of("SELECT sum(messages) FROM counts"));
  EXPECT_EQ(saved.integer_of("SELECT count(*) FROM messages"),
            saved.integer_of("SELECT max(id) FROM messages"));
}

TEST_F(StoreMaintenance, ABackupOverwritesNothing) {
  fill("first");
  std::ofstream(backup_file()) << "a letter";
  EXPECT_FALSE(backup(file(), backup_file()));
  EXPECT_EQ(fs::file_size(backup_file()), 8U);
}

TEST_F(StoreMaintenance, NothingIsBackedUpWhereThereIsNoStore) {
  const auto saved = backup(file(), backup_file());
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().message.find("there is no store " + file().string()), std::string::npos);
  EXPECT_FALSE(fs::exists(backup_file()));
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(StoreMaintenance, ARestoredStoreHasWhatTheBackupHad) {
  fill("first");
  ASSERT_TRUE(backup(file(), backup_file()));
  fill("second");
  const auto refused = restore(backup_file(), file(), false);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("--force"), std::string::npos);
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first", "second"}));

  ASSERT_TRUE(restore(backup_file(), file(), true));
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first"}));
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms{0600});
  // And what was replaced is still to be had.
  ASSERT_TRUE(restore(file().string() + ".replaced", file(), true));
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first", "second"}));
}

TEST_F(StoreMaintenance, WhoRestoresTheWrongBackupFirstStillHasTheStore) {
  fill("wrong");
  ASSERT_TRUE(backup(file(), backup_file()));
  const auto right = directory_.path() / "right";
  fill("right");
  ASSERT_TRUE(backup(file(), right));
  fill("live");

  const std::string replaced = file().string() + ".replaced";
  EXPECT_EQ(restore(backup_file(), file(), true).value(), replaced);
  EXPECT_EQ(restore(right, file(), true).value(), replaced + ".2");
  EXPECT_EQ(bodies(), (std::vector<std::string>{"wrong", "right"}));
  EXPECT_EQ(restore(replaced, file(), true).value(), replaced + ".3");
  EXPECT_EQ(bodies(), (std::vector<std::string>{"wrong", "right", "live"}));
  EXPECT_TRUE(check_copy(replaced + ".2"));
}

TEST_F(StoreMaintenance, ALogWithoutItsStoreIsKeptAsWell) {
  fill("first");
  ASSERT_TRUE(backup(file(), backup_file()));
  fs::remove(file());
  std::ofstream(file().string() + "-wal") << "what is left";
  const std::string replaced = file().string() + ".replaced";
  EXPECT_EQ(restore(backup_file(), file(), true).value(), replaced + "-wal");
  EXPECT_EQ(fs::file_size(replaced + "-wal"), 12U);
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first"}));
  EXPECT_EQ(restore(backup_file(), file(), true).value(), replaced + ".2");
}

TEST_F(StoreMaintenance, AnIdThatWasGivenAfterTheBackupIsNotGivenAgain) {
  const auto given = [&] {
    const auto store = directory_.open(loop_);
    return wait<Store::Added>(loop_, [&](auto done) { store->add(text_out("one"), done); })->id;
  };
  given();
  ASSERT_TRUE(backup(file(), backup_file()));
  const auto lost = given();
  ASSERT_TRUE(restore(backup_file(), file(), true));
  const auto first = given();
  EXPECT_GT(first, lost);
  // Nor by the next restore of the same backup, or where nothing says what was given.
  ASSERT_TRUE(restore(backup_file(), file(), true));
  const auto second = given();
  EXPECT_GT(second, first);
  fs::remove(file());
  ASSERT_TRUE(restore(backup_file(), file(), false));
  EXPECT_GT(given(), second);
}

TEST_F(StoreMaintenance, ARestoreNeedsNoStoreToBeThere) {
  fill("first");
  ASSERT_TRUE(backup(file(), backup_file()));
  for (const char* end : {"", "-wal"})
    fs::remove(file().string() + end);
  EXPECT_EQ(restore(backup_file(), file(), false).value(), fs::path());
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first"}));
}

TEST_F(StoreMaintenance, NothingIsRestoredUnderARunningGateway) {
  fill("first");
  ASSERT_TRUE(backup(file(), backup_file()));
  const auto store = directory_.open(loop_);
  const auto refused = restore(backup_file(), file(), true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, StoreErrorCode::locked);
}

TEST_F(StoreMaintenance, ADamagedBackupIsNotRestored) {
  for (int i = 0; i < 30; ++i)
    fill(std::string(2000, 'x'));
  ASSERT_TRUE(backup(file(), backup_file()));
  {
    std::fstream damaged(backup_file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(static_cast<std::streamoff>(fs::file_size(backup_file()) / 2));
    damaged << std::string(20'000, '\xA5');
  }
  const auto refused = restore(backup_file(), file(), true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, StoreErrorCode::corrupt);
  // It is not the store that is damaged, and no backup of it brings the backup back.
  const std::string& said = refused.error().message;
  EXPECT_NE(said.find("the copy " + backup_file().string() + " is damaged"), std::string::npos)
      << said;
  EXPECT_EQ(said.find("--force"), std::string::npos) << said;
  EXPECT_EQ(check_copy(backup_file()).error().message, said);
  EXPECT_EQ(bodies().size(), 30U);
}

TEST_F(StoreMaintenance, WhatIsNoCopyIsNotRestored) {
  fill("first");
  std::ofstream(backup_file()) << std::string(20'000, 'x');
  const auto refused = restore(backup_file(), file(), true);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("the copy " + backup_file().string() + " is damaged"),
            std::string::npos)
      << refused.error().message;
  const auto missing = restore(directory_.path() / "nowhere", file(), true);
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("there is no copy"), std::string::npos);
  EXPECT_EQ(bodies(), (std::vector<std::string>{"first"}));
}

TEST_F(StoreMaintenance, ACheckFindsAnIndexThatDisagreesWhichAStartDoesNotLookFor) {
  fill("first");
  ASSERT_TRUE(check_store(file()));
  // A row goes while its index is taken for one of other rows.
  const auto change_index = [&](const std::string& before, const std::string& after) {
    sqlite::Database store(file(), SQLITE_OPEN_READWRITE);
    store.execute("PRAGMA writable_schema = ON");
    store.execute("UPDATE sqlite_schema SET sql = replace(sql, '" + before + "', '" + after +
                  "') WHERE name = 'messages_queued'");
  };
  change_index("state = 0", "state = 5");
  sqlite::Database(file(), SQLITE_OPEN_READWRITE).execute("DELETE FROM messages WHERE id > 0");
  change_index("state = 5", "state = 0");
  EXPECT_NE(directory_.open(loop_), nullptr);
  const auto found = check_store(file());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, StoreErrorCode::corrupt);
  EXPECT_NE(found.error().message.find("messages_queued"), std::string::npos)
      << found.error().message;
}

TEST_F(StoreMaintenance, ACheckNamesWhatIsDamagedAndChangesNothing) {
  for (int i = 0; i < 30; ++i)
    fill(std::string(2000, 'x'));
  const auto damage = fs::file_size(file()) / 2;
  {
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(static_cast<std::streamoff>(damage));
    damaged << std::string(20'000, '\xA5');
  }
  const auto bytes = [&] {
    std::ifstream in(file(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string before = bytes();
  const auto found = check_store(file());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, StoreErrorCode::corrupt);
  EXPECT_NE(found.error().message.find(file().string()), std::string::npos);
  EXPECT_EQ(bytes(), before);
  EXPECT_FALSE(check_store(directory_.path() / "nowhere"));
}

TEST_F(StoreMaintenance, APlaceIsCheckedWithoutATrace) {
  const auto said = [&] {
    const auto checked = check_place(file(), AsWhom::owner);
    return checked ? "well" : checked.error().message;
  };
  const auto names = [&] {
    std::set<std::string> all;
    for (const auto& entry : fs::directory_iterator(directory_.path()))
      all.insert(entry.path().filename().string());
    return all;
  };
  EXPECT_EQ(said(), "well");
  EXPECT_TRUE(names().empty());
  {
    const auto store = directory_.open(loop_);
    add(*store, text_out("first"));
    EXPECT_EQ(said(), "well");  // beside a gateway that runs
  }
  fs::remove(file().string() + ".lock");
  EXPECT_EQ(said(), "well");
  EXPECT_EQ(names(), std::set<std::string>{file().filename().string()});

  sqlite::Database(file(), SQLITE_OPEN_READWRITE).execute("PRAGMA user_version = 99");
  EXPECT_NE(said().find("was written by a newer version"), std::string::npos) << said();
  sqlite::Database(file(), SQLITE_OPEN_READWRITE).execute("PRAGMA application_id = 7");
  EXPECT_NE(said().find("is a database of another program"), std::string::npos) << said();
  EXPECT_EQ(names(), std::set<std::string>{file().filename().string()});
  std::ofstream(file()) << std::string(10'000, 'x');
  EXPECT_NE(said().find("file is not a database"), std::string::npos) << said();
  fs::remove(file());
  fs::create_directory(file());
  EXPECT_NE(said().find("is a directory; name a file in it"), std::string::npos) << said();
}

TEST_F(StoreMaintenance, APlaceMayHaveAnyName) {
  const fs::path odd = directory_.path() / "a?b #%41é.sqlite";
  std::ofstream(odd) << std::string(10'000, 'x');
  const auto checked = check_place(odd, AsWhom::owner);
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().message.find("file is not a database"), std::string::npos)
      << checked.error().message;
}

TEST_F(StoreMaintenance, ExportsJsonLinesWithoutBodiesUnlessAsked) {
  const auto store = directory_.open(loop_);
  auto message = text_out("a \"secret\"\n\xff");
  message.received = at(5) + std::chrono::milliseconds{7};
  message.media = {"https://example.com/a.jpg"};
  add(*store, message);
  auto failed = text_in("SM1");
  failed.user = "romeo@example.com";
  failed.received = at(10);
  failed.state = State::failed;
  failed.failure = {FailureKind::blocked, "no", "21610"};
  add(*store, failed);

  const auto all = exported({});  // beside the running store
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["direction"], "out");
  EXPECT_EQ(all[0]["state"], "queued");
  EXPECT_EQ(all[0]["peer"], message.peer);
  EXPECT_EQ(all[0]["received"], "2023-11-14T22:13:25.007Z");
  EXPECT_FALSE(all[0].contains("body"));
  EXPECT_FALSE(all[0].contains("media"));
  EXPECT_FALSE(all[0].contains("failure"));
  EXPECT_EQ(all[1]["failure"]["kind"], "blocked");
  EXPECT_EQ(all[1]["failure"]["code"], "21610");

  const auto romeos = exported({.user = "romeo@example.com"});
  ASSERT_EQ(romeos.size(), 1U);
  EXPECT_EQ(romeos[0]["id"], 2);
  EXPECT_EQ(exported({.since = at(6)}).size(), 1U);
  const auto whole = exported({.since = at(5), .with_bodies = true});
  ASSERT_EQ(whole.size(), 2U);
  EXPECT_EQ(whole[0]["body"], "a \"secret\"\n\uFFFD");
  EXPECT_EQ(whole[0]["media"][0], "https://example.com/a.jpg");
}

TEST_F(StoreMaintenance, AnExportThatCannotBeWrittenSaysSo) {
  fill("first");
  std::ofstream full("/dev/full");
  EXPECT_FALSE(export_messages(file(), {}, full));
}

}  // namespace
}  // namespace gateway::test
