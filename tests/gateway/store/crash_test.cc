// SPDX-License-Identifier: GPL-2.0-or-later
// Killed at any moment, the store has every add and every update that it acknowledged.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <string>

#include "gateway/store/sqlite/schema.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

/// Starts the writer, kills it once it has printed so much, and returns all that it printed.
std::string run_and_kill(const std::filesystem::path& file, std::size_t after_bytes) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = STORE_WRITER, argument = file.string();
  const std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
  pid_t process = 0;
  const int failed =
      posix_spawn(&process, STORE_WRITER, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string printed;
  bool is_killed = failed != 0;
  std::array<char, 4096> bytes{};
  for (ssize_t size = 1; failed == 0 && size > 0;) {
    size = read(ends[0], bytes.data(), bytes.size());
    if (size > 0) printed.append(bytes.data(), static_cast<std::size_t>(size));
    if (!is_killed && printed.size() >= after_bytes) is_killed = kill(process, SIGKILL) == 0;
  }
  close(ends[0]);
  if (failed == 0) waitpid(process, nullptr, 0);
  return is_killed ? printed : std::string();
}

TEST(StoreCrash, NothingAcknowledgedIsLostByAKill) {
  constexpr int kills = 50;
  const StoreDirectory directory;
  const char* const wanted = std::getenv("XMPP_SMS_SEED");
  const auto seed = wanted != nullptr
                        ? static_cast<std::minstd_rand::result_type>(std::stoul(wanted))
                        : static_cast<std::minstd_rand::result_type>(std::random_device{}());
  const std::string again = "XMPP_SMS_SEED=" + std::to_string(seed);
  RecordProperty("again", again);
  SCOPED_TRACE(again);
  std::minstd_rand random(seed);
  std::uniform_int_distribution<std::size_t> moment(1, 20'000);
  std::map<std::int64_t, int> acknowledged;
  int lost_adds = 0, lost_updates = 0;
  for (int round = 0; round < kills; ++round) {
    const auto printed = run_and_kill(directory.file(), moment(random));
    ASSERT_FALSE(printed.empty()) << "the writer did not start";
    // The last line may be cut: what it says was acknowledged, but to nobody.
    std::istringstream lines(printed.substr(0, printed.rfind('\n') + 1));
    for (std::int64_t id = 0, state = 0; lines >> id >> state;) {
      acknowledged[id] = static_cast<int>(state);
    }
    TestLoop loop;
    const auto store = directory.open(loop);
    std::map<std::int64_t, State> kept;
    const auto all = wait<std::vector<Message>>(
        loop, [&](auto done) { store->select({.limit = 10'000'000}, done); });
    ASSERT_TRUE(all);
    for (const auto& message : *all)
      kept[message.id.value] = message.state;
    const auto counts = wait<Counts>(loop, [&](auto done) { store->count(Direction::out, done); });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->queued + counts->sending + counts->accepted, kept.size());
    for (const auto& [id, state] : acknowledged) {
      if (!kept.contains(id)) {
        ++lost_adds;
      } else if (static_cast<int>(kept[id]) < state) {
        ++lost_updates;
      }
    }
  }
  EXPECT_EQ(lost_adds, 0);
  EXPECT_EQ(lost_updates, 0);
  sqlite::Database database(directory.file(), SQLITE_OPEN_READWRITE);
  EXPECT_EQ(database.text_of("PRAGMA integrity_check"), "ok");
  RecordProperty("acknowledged_messages", static_cast<int>(acknowledged.size()));
  std::cout << acknowledged.size() << " messages acknowledged before " << kills << " kills\n";
}

}  // namespace
}  // namespace gateway::test
