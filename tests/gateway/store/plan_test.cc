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

}  // namespace
}  // namespace gateway::test
