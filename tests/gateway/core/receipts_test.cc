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

/// Failures that come when Juliet may have gone: servers throw errors to absent clients away.
struct LateFailures : Receipts {
  void comes(const std::string& from = juliet) {
    sends("<presence from='" + from + "' to='sms.example.com'/>");
  }
  void goes(const std::string& from = juliet) {
    sends("<presence from='" + from + "' to='sms.example.com' type='unavailable'/>");
  }
  std::string fails() {
    carrier_reports("SM1", State::failed, {FailureKind::unreachable, "", "30003"});
    return receives();
  }
};

const char* const notice =
    "<message from='+13075551212@sms.example.com' to='juliet@example.com' type='chat' "
    "id='failure-1'><body>This message was not delivered. The phone could not be reached.\n"
    "&gt; hi</body><origin-id xmlns='urn:xmpp:sid:0' id='failure-1'/></message>";

TEST_F(LateFailures, AreErrorsForAClientThatIsThere) {
  comes();
  accepted();
  passes(std::chrono::hours(5));
  EXPECT_TRUE(has(fails(), "to='juliet@example.com/balcony' type='error' id='m1'"));
  server_answers_pings();
  EXPECT_TRUE(receives_nothing());
  EXPECT_FALSE(stored(1).owes_news);
}

TEST_F(LateFailures, AreMessagesThatAreKeptForAClientThatIsGone) {
  comes();
  accepted();
  goes();
  EXPECT_EQ(fails(), notice);
  server_answers_pings();
  EXPECT_TRUE(receives_nothing());
  EXPECT_FALSE(stored(1).owes_news);
}

TEST_F(LateFailures, AreMessagesAlthoughAnotherClientOfHersIsThere) {
  comes();
  comes("juliet@example.com/phone");
  accepted();
  goes();
  EXPECT_EQ(fails(), notice);
}

TEST_F(LateFailures, AreToldAgainWhenTheClientWentBeforeTheServerHadRead) {
  comes();
  accepted();
  EXPECT_TRUE(has(fails(), "type='error'"));
  goes();
  server_answers_pings();
  EXPECT_EQ(receives(), notice);
  EXPECT_TRUE(receives_nothing());
  EXPECT_FALSE(stored(1).owes_news);
}

TEST_F(LateFailures, AreMessagesAMinuteAfterTheTextWhereNobodyKnowsWhetherTheClientIsThere) {
  accepted();
  passes(std::chrono::seconds(60));
  EXPECT_EQ(fails(), notice);
}

TEST_F(LateFailures, WhenTheLinkWasDownNobodyKnows) {
  comes();
  accepted();
  passes(std::chrono::minutes(2));
  link_breaks();
  link_returns();
  EXPECT_EQ(fails(), notice);
}

TEST_F(LateFailures, NobodyKnowsOfAUserWhoIsNotToBeSeenAnyMore) {
  comes();
  accepted();
  passes(std::chrono::minutes(2));
  sends("<presence from='juliet@example.com' to='sms.example.com' type='unsubscribed'/>");
  EXPECT_EQ(fails(), notice);
}

TEST_F(LateFailures, QuoteEachLineAndAreInTheLanguageOfTheSender) {
  sends(
      "<message from='juliet@example.com/balcony' to='+13075551213@sms.example.com' id='m2' "
      "xml:lang='de'><body>Gute\nNacht</body></message>");
  carrier_gets();
  carrier_gets();
  carrier_answers(Accepted{"SM1"});
  passes(std::chrono::seconds(60));
  carrier_reports("SM1", State::failed, {FailureKind::unclear, "", ""});
  const std::string said = receives();
  EXPECT_TRUE(has(said, "xml:lang='de'")) << said;
  EXPECT_TRUE(
      has(said, "<body>Diese Nachricht wurde vielleicht nicht zugestellt. Das Telefonnetz "))
      << said;
  EXPECT_TRUE(has(said, "\n&gt; Gute\n&gt; Nacht</body>")) << said;
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
