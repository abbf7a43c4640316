// SPDX-License-Identifier: GPL-2.0-or-later
// A backlog is read page by page as its index lies: nothing is sorted, nothing before the page
// read.
#include <gtest/gtest.h>

#include "gateway/store/sqlite/message_table.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

/// How SQLite reads a page; its steps, a line each.
std::string plan_of(const std::string& sql) {
  const StoreDirectory directory;
  TestLoop loop;
  directory.open(loop).reset();
  sqlite::Database database(directory.file(), SQLITE_OPEN_READWRITE);
  sqlite::Statement explain(database.get(), "EXPLAIN QUERY PLAN " + sql);
  std::string plan;
  auto rows = explain.with();
  while (rows.next())
    plan += rows.text(3) + '\n';
  return plan;
}

std::string plan_of(const Select& select) {
  return plan_of(sqlite::select_statement(select));
}

TEST(StorePlan, APageOfABacklogIsReadFromItsIndexUnsorted) {
  EXPECT_EQ(plan_of(std::string(sqlite::select_queued)),
            "SEARCH messages USING INDEX messages_queued "
            "(direction=? AND carrier=? AND rowid>?)\n");
  EXPECT_EQ(plan_of(std::string(sqlite::select_begun)),
            "SEARCH messages USING INDEX messages_begun "
            "(direction=? AND carrier=? AND rowid>?)\n");
}

TEST(StorePlan, APageOfANumberOrAPairIsReadFromItsIndexUnsorted) {
  EXPECT_EQ(plan_of({.states = {State::queued}, .own = "a"}),
            "SEARCH messages USING INDEX messages_of_number (own=? AND rowid>?)\n");
  EXPECT_EQ(plan_of({.states = {State::queued}, .own = "a", .peer = "b"}),
            "SEARCH messages USING INDEX messages_of_pair "
            "(own=? AND peer=? AND rowid>?)\n");
}

TEST(StorePlan, WhatOwesNewsIsReadFromAnIndexOfItsOwn) {
  EXPECT_EQ(plan_of({.owes_news = true}),
            "SEARCH messages USING INDEX messages_owing (direction=? AND rowid>?)\n");
}

}  // namespace
}  // namespace gateway::test
