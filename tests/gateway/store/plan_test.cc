// SPDX-License-Identifier: GPL-2.0-or-later
// A backlog is read page by page as its index lies: nothing is sorted, nothing before the page
// read.
#include <gtest/gtest.h>

#include "gateway/store/sqlite/message_table.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

TEST(StorePlan, APageOfABacklogIsReadFromItsIndexUnsorted) {
  const StoreDirectory directory;
  TestLoop loop;
  directory.open(loop).reset();
  sqlite::Database database(directory.file(), SQLITE_OPEN_READWRITE);
  sqlite::Statement explain(database.get(),
                            std::string("EXPLAIN QUERY PLAN ") + sqlite::select_under_way);
  auto rows = explain.with();
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(3),
            "SEARCH messages USING COVERING INDEX messages_under_way "
            "(direction=? AND state=? AND carrier=? AND rowid>?)");
  EXPECT_FALSE(rows.next());
}

/// How SQLite reads a page; its steps, a line each.
std::string plan_of(const Select& select) {
  const StoreDirectory directory;
  TestLoop loop;
  directory.open(loop).reset();
  sqlite::Database database(directory.file(), SQLITE_OPEN_READWRITE);
  sqlite::Statement explain(database.get(),
                            "EXPLAIN QUERY PLAN " + sqlite::select_statement(select));
  std::string plan;
  auto rows = explain.with();
  while (rows.next())
    plan += rows.text(3) + '\n';
  return plan;
}

TEST(StorePlan, APageOfANumberOrAPairIsReadFromItsIndexUnsorted) {
  EXPECT_EQ(plan_of({.states = {State::queued}, .own = "a"}),
            "SEARCH messages USING INDEX messages_of_number (direction=? AND own=? AND rowid>?)\n");
  EXPECT_EQ(plan_of({.states = {State::queued}, .own = "a", .peer = "b"}),
            "SEARCH messages USING INDEX messages_of_pair "
            "(direction=? AND own=? AND peer=? AND rowid>?)\n");
}

TEST(StorePlan, WhatOwesNewsIsReadFromAnIndexOfItsOwn) {
  EXPECT_EQ(plan_of({.owes_news = true}),
            "SEARCH messages USING INDEX messages_owing (direction=? AND rowid>?)\n");
}

}  // namespace
}  // namespace gateway::test
