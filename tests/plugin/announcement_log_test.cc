// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/announce/announcement_log.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

using smscaps::Outcome;
using std::chrono::minutes;

constexpr char node[] = "http://pidgin.im/";
Announced::Clock::time_point now;

class AnnouncementLogTest : public testing::Test {
 protected:
  AnnouncementLogTest() { now = Announced::Clock::time_point(std::chrono::hours(14)); }

  AnnouncementLog log_{[] { return now; }};
  int connection_ = 0;
};

TEST_F(AnnouncementLogTest, KnowsNothingOfAConnectionThatSentNoPresence) {
  EXPECT_EQ(log_.find(&connection_), nullptr);
}

TEST_F(AnnouncementLogTest, AnnouncedSinceTheFirstPresenceThatDid) {
  const auto first = now;
  log_.presence_left(&connection_, Outcome::rewritten, true, node);
  now += minutes(5);
  log_.presence_left(&connection_, Outcome::already_so, true, node);
  ASSERT_NE(log_.find(&connection_), nullptr);
  EXPECT_TRUE(log_.find(&connection_)->is_announced);
  EXPECT_EQ(log_.find(&connection_)->since, first);
}

TEST_F(AnnouncementLogTest, SwitchingOffAndOnBeginsAnew) {
  log_.presence_left(&connection_, Outcome::rewritten, true, node);
  log_.presence_left(&connection_, Outcome::rewritten, false, node);
  EXPECT_FALSE(log_.find(&connection_)->is_announced);
  now += minutes(5);
  log_.presence_left(&connection_, Outcome::rewritten, true, node);
  EXPECT_EQ(log_.find(&connection_)->since, now);
}

TEST_F(AnnouncementLogTest, APresenceWithoutCapsAnnouncesNothing) {
  log_.presence_left(&connection_, Outcome::no_caps, true, "");
  EXPECT_FALSE(log_.find(&connection_)->is_announced);
  EXPECT_FALSE(log_.find(&connection_)->has_caps);
}

TEST_F(AnnouncementLogTest, KeepsTheNodeThatWasSentLast) {
  log_.presence_left(&connection_, Outcome::rewritten, true, node);
  log_.presence_left(&connection_, Outcome::already_so, true, "http://other.example/");
  EXPECT_EQ(log_.find(&connection_)->caps_node, "http://other.example/");
}

TEST_F(AnnouncementLogTest, ForgetsAConnectionThatEnded) {
  int other = 0;
  log_.presence_left(&connection_, Outcome::rewritten, true, node);
  log_.presence_left(&other, Outcome::rewritten, true, node);
  log_.forget(&connection_);
  EXPECT_EQ(log_.find(&connection_), nullptr);
  EXPECT_NE(log_.find(&other), nullptr);
}

}  // namespace
}  // namespace plugin
