// SPDX-License-Identifier: GPL-2.0-or-later
// Stores that an older version wrote.
#include "gateway/store/sqlite/schema.h"

#include <gtest/gtest.h>

#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

/// The indexes of the first version, instead of today's.
constexpr const char* back_to_version_1 = R"(
DROP INDEX messages_queued;
DROP INDEX messages_begun;
DROP INDEX messages_of_number;
DROP INDEX messages_of_pair;
DROP INDEX messages_over;
DROP INDEX messages_by_user;
CREATE INDEX messages_under_way ON messages(direction, state, carrier) WHERE +state < 4;
CREATE INDEX messages_of_number ON messages(direction, own) WHERE +state < 4;
CREATE INDEX messages_of_pair ON messages(direction, own, peer) WHERE +state < 4;
CREATE INDEX messages_final ON messages(changed) WHERE state >= 4;
CREATE INDEX messages_by_user ON messages(user, direction, received);
PRAGMA user_version = 1;
)";

TEST(StoreSchema, AStoreOfTheFirstVersionIsTakenOverWithAllThatItHolds) {
  const StoreDirectory directory;
  TestLoop loop;
  {
    const auto store = directory.open(loop);
    for (int i = 1; i <= 4; ++i)
      ASSERT_TRUE(wait<Store::Added>(loop, [&](auto done) { store->add(text_out(), done); }));
    ASSERT_TRUE(wait<void>(loop, [&](auto done) {
      store->update({.id = MessageId{2}, .state = State::sending, .changed = at(1)}, done);
    }));
    ASSERT_TRUE(wait<void>(loop, [&](auto done) {
      store->update({.id = MessageId{3}, .state = State::accepted, .changed = at(1)}, done);
    }));
  }
  sqlite::Database(directory.file(), SQLITE_OPEN_READWRITE).execute(back_to_version_1);

  const auto store = directory.open(loop);
  const auto ids = [&](std::vector<State> states) {
    std::vector<std::int64_t> found;
    const auto all = *wait<std::vector<Message>>(
        loop, [&](auto done) { store->select({.states = std::move(states)}, done); });
    for (const Message& message : all)
      found.push_back(message.id.value);
    return found;
  };
  EXPECT_EQ(ids({State::queued}), (std::vector<std::int64_t>{1, 4}));
  EXPECT_EQ(ids({State::sending, State::unclear}), (std::vector<std::int64_t>{2}));
  EXPECT_EQ(*wait<std::size_t>(loop, [&](auto done) { store->forget_final(at(9), at(9), done); }),
            1U);
  EXPECT_EQ(
      sqlite::Database(directory.file(), SQLITE_OPEN_READONLY).integer_of("PRAGMA user_version"),
      sqlite::newest_schema());
}

}  // namespace
}  // namespace gateway::test
