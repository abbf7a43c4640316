// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that are noted as being sent before it is their turn at the carrier.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

using std::chrono::seconds;

struct Begun : testing::Test, Play {
  Begun() {
    carrier.can.max_in_flight = 2;
    begin();
  }
  /// Each to a phone of its own.
  void sends_texts(int count) {
    for (int i = 1; i <= count; ++i) {
      texts("text " + std::to_string(i), "m" + std::to_string(i),
            "+1307555121" + std::to_string(i) + "@sms.example.com");
    }
  }
};

TEST_F(Begun, IsOnDiskBeforeItsTurnAndTheCarrierGetsNoMoreThanItTakes) {
  sends_texts(4);
  for (int i = 1; i <= 4; ++i)
    EXPECT_EQ(stored(i).state, State::sending) << i;
  EXPECT_EQ(carrier.most_at_once, 2U);
  EXPECT_EQ(carrier_gets(), "text 1");
  carrier_answers(Accepted{"SM1"});
  EXPECT_EQ(carrier_gets(), "text 2");
  EXPECT_EQ(carrier_gets(), "text 3");
  EXPECT_EQ(carrier_gets(), "");
}

TEST_F(Begun, OnlyAsManyAsTheCarrierTakesWhereItCannotBeAsked) {
  carrier.can.can_be_asked = false;
  sends_texts(4);
  EXPECT_EQ(stored(2).state, State::sending);
  EXPECT_EQ(stored(3).state, State::queued);
  EXPECT_EQ(stored(4).state, State::queued);
}

TEST_F(Begun, IsAskedAboutAfterACrashAndSentWhenTheCarrierNeverSawIt) {
  sends_texts(3);
  crash();
  carrier.requests.clear();
  begin();
  passes(seconds(5));
  std::set<std::string> asked;
  for (int i = 1; i <= 3; ++i) {
    const std::string body = carrier_is_asked();
    asked.insert(body);
    carrier_replies(body == "text 3" ? AskResult(NeverSeen{}) : AskResult(Accepted{"SM-" + body}));
  }
  EXPECT_EQ(asked, (std::set<std::string>{"text 1", "text 2", "text 3"}));
  passes(seconds(1));
  EXPECT_EQ(carrier_gets(), "text 3");
  EXPECT_EQ(carrier_gets(), "");
}

TEST_F(Begun, GoesOutWhileTheGatewayDrains) {
  sends_texts(3);
  bool is_drained = false;
  gateway().drain([&](bool all) { is_drained = all; });
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(carrier_gets(), "text " + std::to_string(i));
    carrier_answers(Accepted{"SM" + std::to_string(i)});
  }
  passes(seconds(1));
  EXPECT_TRUE(is_drained);
}

TEST_F(Begun, WaitsOutAPauseOfTheCarrier) {
  sends_texts(9);
  for (int i = 0; i < 8; ++i) {
    ASSERT_NE(carrier_gets(), "");
    carrier_answers(TryLater{"busy", std::nullopt});
  }
  EXPECT_EQ(carrier_gets(), "text 9");  // was there before the carrier paused
  carrier_answers(TryLater{"busy", std::nullopt});
  EXPECT_EQ(carrier_gets(), "");
  passes(std::chrono::minutes(1));
  EXPECT_NE(carrier_gets(), "");
}

}  // namespace
}  // namespace gateway::test
