// SPDX-License-Identifier: GPL-2.0-or-later
// Who gets which number of a pool, and to whom it leads back.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

constexpr char first[] = "+13075550301";
constexpr char second[] = "+13075550302";

struct Pool : testing::Test, Play {
  /// From which number it goes out; else what comes back.
  std::string writes(const std::string& user, const std::string& to = phone) {
    texts("hi", user + std::to_string(++count_), to + "@sms.example.com", user + "@example.com/a");
    const std::string said = receives();
    return said.empty() ? store.messages().rbegin()->second.own : said;
  }
  /// Whose a text from the phone is; empty: nobody's.
  std::string gets_answer(const std::string& number) {
    phone_texts("back", "b" + std::to_string(++count_), number);
    forgets_stanzas();
    return store.messages().rbegin()->second.user;
  }
  void restarts() {
    crash();
    begin();
  }
  void users_are(const std::vector<std::string>& names) {
    settings.users.clear();
    for (const std::string& name : names)
      settings.users.push_back({name + "@example.com", {}, "verona", false});
    gateway().reload(settings, {&carrier, &other});
  }
  static bool is_none_left(const std::string& said) {
    return said.find("no number left") != std::string::npos;
  }

 private:
  int count_ = 0;
};

TEST_F(Pool, ANumberThatCouldNotBeStoredIsNobodysUntilItCan) {
  begin();
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  EXPECT_NE(writes("romeo").find("could not be stored"), std::string::npos);
  store.fail_with(std::nullopt);
  EXPECT_EQ(writes("romeo"), first);
  restarts();
  EXPECT_EQ(writes("mercutio"), second);
  EXPECT_EQ(gets_answer(first), "romeo@example.com");
  EXPECT_EQ(gets_answer(second), "mercutio@example.com");
}

TEST_F(Pool, ATextWhoseNumberCouldNotBeStoredDoesNotGoOut) {
  begin();
  store.fail_puts_with(StoreError{StoreErrorCode::full, "no room"});
  EXPECT_NE(writes("romeo").find("could not be stored"), std::string::npos);
  EXPECT_TRUE(store.messages().empty());
  store.fail_puts_with(std::nullopt);
  EXPECT_EQ(writes("mercutio"), first);
  EXPECT_EQ(writes("romeo"), second);
}

TEST_F(Pool, TextsThatComeWhileTheNumberIsBeingStoredWaitForItInOrder) {
  begin();
  const auto says = [this](const std::string& user, const std::string& body) {
    xml::Element stanza("message", "jabber:component:accept");
    stanza.set("from", user + "@example.com/a").set("to", phone_jid).set("id", body);
    stanza.add("body").add_text(body);
    gateway().stanza(std::move(stanza));
  };
  says("romeo", "one");
  says("mercutio", "another");
  says("romeo", "two");
  settles();
  ASSERT_EQ(store.messages().size(), 3U);
  EXPECT_EQ(stored(1).body, "one");
  EXPECT_EQ(stored(1).own, first);
  EXPECT_EQ(stored(2).body, "two");
  EXPECT_EQ(stored(2).own, first);
  EXPECT_EQ(stored(3).own, second);
}

TEST_F(Pool, ATextOverTheLimitTakesNoNumber) {
  settings.texts_per_day = 1;
  begin();
  EXPECT_EQ(writes("romeo", "+13075551213"), first);
  EXPECT_NE(writes("romeo").find("as many text messages as you may"), std::string::npos);
  EXPECT_EQ(writes("mercutio"), first);
}

TEST_F(Pool, TheNumberOfAUserWhoIsGoneIsGivenAwayWhenNoOtherIsLeft) {
  begin();
  EXPECT_EQ(writes("romeo"), first);
  users_are({"mercutio", "benvolio", "tybalt"});
  EXPECT_EQ(writes("mercutio"), second);
  EXPECT_EQ(gets_answer(first), "");
  EXPECT_EQ(writes("benvolio"), first);
  EXPECT_TRUE(is_none_left(writes("tybalt")));
  restarts();
  EXPECT_EQ(writes("benvolio"), first);
  EXPECT_EQ(gets_answer(first), "benvolio@example.com");
}

TEST_F(Pool, AUserWhoComesBackDoesNotShareANumberThatWasGivenAway) {
  settings.pools[0].numbers = {first};
  begin();
  EXPECT_EQ(writes("romeo"), first);
  users_are({"benvolio"});
  EXPECT_EQ(writes("benvolio"), first);
  users_are({"benvolio", "romeo"});
  EXPECT_TRUE(is_none_left(writes("romeo")));
  restarts();
  EXPECT_TRUE(is_none_left(writes("romeo")));
  EXPECT_EQ(gets_answer(first), "benvolio@example.com");
}

TEST_F(Pool, AUserWhoComesBackInTimeHasTheNumberStill) {
  begin();
  EXPECT_EQ(writes("romeo"), first);
  users_are({"mercutio"});
  users_are({"mercutio", "romeo"});
  EXPECT_EQ(gets_answer(first), "romeo@example.com");
  EXPECT_EQ(writes("romeo"), first);
}

}  // namespace
}  // namespace gateway::test
