// SPDX-License-Identifier: GPL-2.0-or-later
// What carriers report, and what Juliet hears of it.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Receipts : testing::Test, Play {
  Receipts() {
    begin();
    texts("hi", "m1");
  }
  void accepted() {
    carrier_gets();
    carrier_answers(Accepted{"SM1"});
  }
};

const char* const receipt =
    "<message from='+13075551212@sms.example.com' to='juliet@example.com/balcony' "
    "id='receipt-1'><received xmlns='urn:xmpp:receipts' id='m1'/></message>";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Receipts, DeliveredIsTold) {
  accepted();
  EXPECT_EQ(*carrier_reports("SM1", State::delivered), true);
  EXPECT_EQ(receives(), receipt);
  server_answers_pings();
  EXPECT_FALSE(stored(1).owes_news);
}

TEST_F(Receipts, StatesGoForwardOnlyHoweverOftenTheyAreTold) {
  accepted();
  carrier_reports("SM1", State::delivered);
  EXPECT_EQ(receives(), receipt);
  EXPECT_EQ(*carrier_reports("SM1", State::accepted), true);
  EXPECT_EQ(*carrier_reports("SM1", State::failed, {FailureKind::unreachable, "", ""}), true);
  EXPECT_EQ(*carrier_reports("SM1", State::delivered), true);
  EXPECT_TRUE(receives_nothing());
  EXPECT_EQ(stored(1).state, State::delivered);
}

TEST_F(Receipts, ALateFailureIsTold) {
  accepted();
  carrier_reports("SM1", State::failed, {FailureKind::unreachable, "", "30003"});
  const std::string said = receives();
  EXPECT_TRUE(has(said, "type='wait' code='404'><recipient-unavailable ")) << said;
  EXPECT_TRUE(has(said, "id='m1'><body>hi</body>")) << said;
}

TEST_F(Receipts, AReportThatOvertakesTheAnswerWaitsForIt) {
  const auto heard = carrier_reports("SM1", State::delivered);
  EXPECT_EQ(*heard, std::nullopt);
  accepted();
  EXPECT_EQ(*heard, true);
  EXPECT_EQ(receives(), receipt);
}

TEST_F(Receipts, AReportOfATextThatIsNotOursIsNotAskedForAgain) {
  const auto waits = carrier_reports("SM9", State::delivered);
  EXPECT_EQ(*waits, std::nullopt);
  passes(std::chrono::seconds(30));
  EXPECT_EQ(*waits, true);
  accepted();
  EXPECT_EQ(*carrier_reports("SM9", State::delivered), true);
  EXPECT_EQ(gateway().counters().reports_unknown, 2U);
}

TEST_F(Receipts, NeitherACrashNorABrokenLinkLosesOne) {
  accepted();
  link_breaks();
  EXPECT_EQ(*carrier_reports("SM1", State::delivered), true);
  crash();
  begin();
  EXPECT_TRUE(receives_nothing());
  link_returns();
  EXPECT_EQ(receives(), receipt);
  link_breaks();
  link_returns();
  EXPECT_EQ(receives(), receipt);
  server_answers_pings();
  crash();
  begin();
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Receipts, AcceptedIsDeliveredOnlyWhereTheOperatorSaysSo) {
  carrier.can.reports_delivery = false;
  accepted();
  EXPECT_TRUE(receives_nothing());
  settings.accepted_is_delivered = true;
  gateway().reload(settings, {&carrier, &other});
  texts("again", "m2");
  carrier_gets();
  carrier_answers(Accepted{"SM2"});
  EXPECT_TRUE(has(receives(), "<received xmlns='urn:xmpp:receipts' id='m2'/>"));
}

TEST_F(Receipts, NobodyIsToldWhoDidNotAsk) {
  accepted();
  sends(
      "<message from='juliet@example.com/a' to='+13075551213@sms.example.com' id='q'>"
      "<body>x</body></message>");
  carrier_gets();
  carrier_answers(Accepted{"SM2"});
  carrier_reports("SM2", State::delivered);
  EXPECT_TRUE(receives_nothing());
  EXPECT_EQ(stored(2).state, State::delivered);
}

TEST_F(Receipts, WithoutAnIdThereIsNothingThatAReceiptCouldName) {
  sends(
      "<message from='juliet@example.com/a' to='+13075551213@sms.example.com'>"
      "<body>x</body><request xmlns='urn:xmpp:receipts'/></message>");
  carrier_gets();
  carrier_gets();
  carrier_answers(Accepted{"SM2"});
  carrier_reports("SM2", State::delivered);
  EXPECT_TRUE(receives_nothing());
  EXPECT_EQ(stored(2).state, State::delivered);
}

TEST_F(Receipts, MoreThanMemoryHoldsIsToldInTheEnd) {
  accepted();
  settings.window = 4;
  gateway().reload(settings, {&carrier, &other});
  link_breaks();
  for (int i = 2; i < 30; ++i) {
    texts("x", "m" + std::to_string(i));
    ASSERT_EQ(carrier_gets(), "x");
    carrier_answers(Rejected{{FailureKind::blocked, "", ""}});
  }
  link_returns();
  for (int i = 0; i < 60; ++i)
    server_answers_pings();
  EXPECT_EQ(link.sent.size(), 28U);
  EXPECT_EQ(gateway().counters().news_told, 28U);
}

}  // namespace
}  // namespace gateway::test
