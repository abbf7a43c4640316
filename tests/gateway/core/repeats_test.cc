// SPDX-License-Identifier: GPL-2.0-or-later
// The same text again, because Juliet's client lost its stream before it heard that it was taken.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Repeats : testing::Test, Play {
  Repeats() { begin(); }
  std::size_t sent() const { return store.messages().size(); }
};

TEST_F(Repeats, TheSameTextIsSentOnceAndItsReceiptAnswersBoth) {
  texts("hi");
  texts("hi");
  EXPECT_EQ(carrier_gets(), "hi");
  carrier_answers(Accepted{"SM1"});
  texts("hi");
  EXPECT_EQ(sent(), 1U);
  EXPECT_TRUE(receives_nothing());
  EXPECT_EQ(gateway().counters().out_again, 2U);
  EXPECT_EQ(gateway().counters().out_taken, 1U);
  carrier_reports("SM1", State::delivered);
  EXPECT_NE(receives().find("<received xmlns='urn:xmpp:receipts' id='m1'/>"), std::string::npos);
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Repeats, AlsoBeforeTheFirstIsOnDisk) {
  xml::Element stanza("message", "jabber:component:accept");
  stanza.set("from", juliet).set("to", phone_jid).set("id", "m1");
  stanza.add("body").add_text("hi");
  gateway().stanza(stanza);
  gateway().stanza(stanza);
  settles();
  EXPECT_EQ(sent(), 1U);
}

TEST_F(Repeats, AnotherIdBodyPhoneOrSenderMakesAnotherText) {
  texts("hi", "m1");
  texts("hi", "m2");
  texts("ho", "m1");
  texts("hi", "m1", "+13075551213@sms.example.com");
  texts("hi", "m1", phone_jid, "romeo@example.com/a");
  EXPECT_EQ(sent(), 5U);
}

TEST_F(Repeats, AnotherResourceDoesNot) {
  texts("hi", "m1");
  texts("hi", "m1", phone_jid, "juliet@example.com/after-the-reconnect");
  EXPECT_EQ(sent(), 1U);
}

TEST_F(Repeats, WithoutAnIdNobodyKnows) {
  for (int i = 0; i < 2; ++i) {
    sends(
        "<message from='juliet@example.com/a' to='+13075551212@sms.example.com'>"
        "<body>hi</body></message>");
  }
  EXPECT_EQ(sent(), 2U);
}

TEST_F(Repeats, AfterTenMinutesItIsAnotherText) {
  texts("hi");
  passes(std::chrono::minutes(9));
  texts("hi");
  EXPECT_EQ(sent(), 1U);
  passes(std::chrono::minutes(1));
  texts("hi");
  EXPECT_EQ(sent(), 2U);
}

TEST_F(Repeats, WhoWasRefusedMayTryAgain) {
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  texts("hi");
  EXPECT_NE(receives(), "");
  store.fail_with(std::nullopt);
  texts("hi");
  EXPECT_EQ(carrier_gets(), "hi");
}

TEST_F(Repeats, WhoWasToldThatItFailedMayTryAgain) {
  texts("hi");
  ASSERT_EQ(carrier_gets(), "hi");
  carrier_answers(Rejected{{FailureKind::blocked, "", ""}});
  EXPECT_NE(receives(), "");
  texts("hi");
  texts("hi");
  EXPECT_EQ(carrier_gets(), "hi");
  EXPECT_EQ(sent(), 2U);
}

TEST_F(Repeats, MemoryOfThemIsBounded) {
  const auto texts_from_others = [this](int count) {
    for (int i = 0; i < count; ++i)
      texts("hi", "m" + std::to_string(i), phone_jid, "nurse@example.com/a");
  };
  texts("hi", "remembered");
  texts_from_others(1'000);
  texts("hi", "remembered");
  EXPECT_EQ(gateway().counters().out_again, 1U);
  texts_from_others(21'000);
  EXPECT_EQ(gateway().counters().out_again, 1'001U);
  texts("hi", "remembered");
  EXPECT_EQ(gateway().counters().out_again, 1'001U);
}

}  // namespace
}  // namespace gateway::test
