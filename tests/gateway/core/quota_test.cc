// SPDX-License-Identifier: GPL-2.0-or-later
// How many texts a day Juliet has, whatever the disk does meanwhile.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Quota : testing::Test, Play {
  /// What comes back.
  std::string says(const std::string& body) {
    texts(body, "id of " + body);
    return receives();
  }
  static bool is_over_the_limit(const std::string& said) {
    return said.find("as many text messages as you may") != std::string::npos;
  }
  static bool is_not_now(const std::string& said) {
    return said.find("could not be stored, so it was not sent") != std::string::npos;
  }
  void disk_fails() { store.fail_with(StoreError{StoreErrorCode::io, "no disk"}); }
  void disk_is_back() { store.fail_with(std::nullopt); }
};

TEST_F(Quota, ACountThatFailsDoesNotBeginTheDayAnew) {
  settings.texts_per_day = 2;
  begin();
  EXPECT_EQ(says("one"), "");
  EXPECT_EQ(says("two"), "");
  crash();
  begin();
  disk_fails();
  EXPECT_TRUE(is_not_now(says("three")));
  disk_is_back();
  EXPECT_TRUE(is_over_the_limit(says("four")));
  EXPECT_EQ(store.messages().size(), 2U);
}

TEST_F(Quota, ATextThatCouldNotBeCountedOrStoredIsNotCounted) {
  settings.texts_per_day = 2;
  begin();
  disk_fails();
  EXPECT_TRUE(is_not_now(says("not counted")));
  disk_is_back();
  EXPECT_EQ(says("one"), "");
  disk_fails();
  EXPECT_TRUE(is_not_now(says("not stored")));
  disk_is_back();
  EXPECT_EQ(says("two"), "");
  EXPECT_TRUE(is_over_the_limit(says("three")));
}

TEST_F(Quota, ATextForWhichThereIsNoNumberIsNotCounted) {
  settings.texts_per_day = 1;
  settings.pools[0].numbers.clear();
  begin();
  texts("no number", "r1", phone_jid, "romeo@example.com/a");
  EXPECT_NE(receives().find("no number left"), std::string::npos);
  settings.pools[0].numbers = {"+13075550301"};
  gateway().reload(settings, {&carrier, &other});
  texts("one", "r2", phone_jid, "romeo@example.com/a");
  EXPECT_EQ(receives(), "");
  EXPECT_EQ(carrier_gets(), "one");
}

}  // namespace
}  // namespace gateway::test
