// SPDX-License-Identifier: GPL-2.0-or-later
// Texts and a carrier that accepts, refuses, stalls, and forgets.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct Outbox : testing::Test, Play {
  Outbox() { begin(); }
};

const char* const second_phone = "+13075551213@sms.example.com";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Outbox, OneCommitStandsBeforeTheRequest) {
  texts("hi");
  EXPECT_EQ(stored(1).state, State::sending);
  EXPECT_EQ(stored(1).attempts, 1);
  EXPECT_EQ(carrier_gets(), "hi");
  carrier_answers(Accepted{"SM1"});
  EXPECT_EQ(stored(1).state, State::accepted);
  EXPECT_EQ(stored(1).carrier_id, "SM1");
  EXPECT_TRUE(receives_nothing());  // accepted is not delivered
}

TEST_F(Outbox, APairKeepsItsOrderAndOthersGoAhead) {
  texts("one");
  texts("two");
  texts("other", "m2", second_phone);
  EXPECT_EQ(carrier_gets(&carrier), "one");
  auto later = carrier_gets();
  EXPECT_EQ(later, "other");
  carrier_answers(Accepted{"SM2"});
  EXPECT_EQ(carrier_gets(), "");
}

TEST_F(Outbox, TheNextOfAPairGoesWhenTheFirstIsTriedAgainAndAccepted) {
  texts("one");
  texts("two");
  EXPECT_EQ(carrier_gets(), "one");
  carrier_answers(TryLater{"busy", std::nullopt});
  EXPECT_EQ(stored(1).state, State::queued);
  EXPECT_EQ(carrier_gets(), "");
  passes(seconds(2));
  EXPECT_EQ(carrier_gets(), "one");
  carrier_answers(Accepted{"SM1"});
  EXPECT_EQ(carrier_gets(), "two");
}

TEST_F(Outbox, TheCarriersWishToWaitIsHonoured) {
  texts("hi");
  carrier_gets();
  carrier_answers(TryLater{"429", std::chrono::minutes(2)});
  passes(seconds(119));
  EXPECT_EQ(carrier_gets(), "");
  passes(seconds(1));
  EXPECT_EQ(carrier_gets(), "hi");
}

TEST_F(Outbox, TheCarriersWishToWaitMayHoldForAllTexts) {
  texts("hi");
  carrier_gets();
  carrier_answers(TryLater{"429", std::chrono::minutes(2), true});
  texts("other", "m2", "+13075551213@sms.example.com");
  passes(seconds(119));
  EXPECT_EQ(carrier_gets(), "");
  passes(seconds(1));
  EXPECT_EQ(carrier.requests.size(), 2U);
}

TEST_F(Outbox, AReloadThatLeavesTheCarrierAloneForgetsNoneOfItsWishes) {
  texts("hi");
  carrier_gets();
  carrier_answers(TryLater{"429", std::chrono::minutes(10), true});
  passes(seconds(60));
  gateway().reload(settings, {&carrier, &other});
  texts("other", "m2", second_phone);
  EXPECT_EQ(carrier_gets(), "");
  passes(std::chrono::minutes(9) - seconds(1));
  gateway().reload(settings, {&carrier, &other});
  EXPECT_EQ(carrier_gets(), "");
  passes(seconds(1));
  EXPECT_EQ(carrier.requests.size(), 2U);
}

TEST_F(Outbox, TheWishToWaitMayBeTheAnswerToAQuestion) {
  texts("hi");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  passes(seconds(5));
  EXPECT_EQ(carrier_is_asked(), "hi");
  carrier_replies(TryLater{"429", std::chrono::minutes(2), true});
  EXPECT_TRUE(gateway().outbox().queues().at("simulator")->is_paused());
  texts("other", "m2", second_phone);
  passes(seconds(119));
  EXPECT_EQ(carrier_gets(), "");
  EXPECT_EQ(carrier_is_asked(), "");
  passes(seconds(1));
  EXPECT_EQ(carrier_gets(), "other");
  EXPECT_EQ(carrier_is_asked(), "hi");
}

TEST_F(Outbox, ThatATextMayStillBeListedHoldsBackNoOther) {
  texts("hi");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  passes(seconds(5));
  carrier_is_asked();
  carrier_replies(TryLater{"it may still come to be listed", std::chrono::minutes(2)});
  texts("other", "m2", second_phone);
  EXPECT_EQ(carrier_gets(), "other");
}

TEST_F(Outbox, ALongPauseKeepsNoTextLongerThanItMayWait) {
  settings.give_up_after = hours(2);
  gateway().reload(settings, {&carrier, &other});
  sends("<presence from='juliet@example.com/balcony' to='sms.example.com'/>");
  for (int i = 0; i < 6; ++i)  // two of them are begun and wait for their turn
    texts("hi", "m" + std::to_string(i), "+1307555130" + std::to_string(i) + "@sms.example.com");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  for (int i = 0; i < 4; ++i) {
    carrier_gets();
    carrier_answers(TryLater{"429", hours(20), true});
  }
  texts("late", "m9", second_phone);
  const auto asked = carrier.requests.size();
  passes(hours(2) - seconds(1));
  EXPECT_TRUE(receives_nothing());
  passes(seconds(1));
  std::string told;
  for (std::string stanza = receives(); !stanza.empty(); stanza = receives())
    told += stanza;
  for (const char* id : {"m0", "m1", "m2", "m3", "m4", "m5", "m9"})
    EXPECT_TRUE(has(told, std::string("id='") + id + "'")) << id;
  EXPECT_TRUE(has(told, "it may or may not arrive"));
  EXPECT_TRUE(has(told, "could not be reached, and the message was not sent"));
  EXPECT_EQ(carrier.requests.size(), asked);
  EXPECT_EQ(carrier_is_asked(), "");
  passes(hours(19));
  EXPECT_EQ(carrier.requests.size(), asked);
}

TEST_F(Outbox, AfterAShortPauseATextThatMayHaveArrivedIsAskedAboutHoweverOldItIs) {
  settings.give_up_after = std::chrono::minutes(2);
  gateway().reload(settings, {&carrier, &other});
  texts("hi");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  passes(seconds(5));
  carrier_is_asked();
  carrier_replies(TryLater{"429", std::chrono::minutes(5), true});
  passes(std::chrono::minutes(5) - seconds(1));
  EXPECT_TRUE(receives_nothing());
  EXPECT_EQ(carrier_is_asked(), "");
  passes(seconds(1));
  EXPECT_EQ(carrier_is_asked(), "hi");
  carrier_replies(Accepted{"SM1"});
  EXPECT_EQ(stored(1).state, State::accepted);
}

TEST_F(Outbox, AFailureComesBackWithTheCarriersWordsTheIdAndTheBody) {
  texts("hi", "m7");
  carrier_gets();
  carrier_answers(Rejected{{FailureKind::opted_out, "The recipient said STOP", "21610"}});
  EXPECT_EQ(receives(),
            "<message from='+13075551212@sms.example.com' to='juliet@example.com/balcony' "
            "type='error' id='m7'><body>hi</body><error type='cancel' code='405'>"
            "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>The recipient said STOP</text>"
            "</error></message>");
  EXPECT_TRUE(stored(1).owes_news);
  server_answers_pings();
  EXPECT_FALSE(stored(1).owes_news);
}

TEST_F(Outbox, AfterADayItGivesUpAndSaysSo) {
  texts("hi");
  for (int tries = 0; tries < 1000 && receives_nothing(); ++tries) {
    if (!carrier_gets().empty()) carrier_answers(TryLater{"down", std::nullopt});
    passes(seconds(120));
  }
  EXPECT_TRUE(has(receives(), "could not be reached, and the message was not sent"));
  EXPECT_GE(clock.now() - stored(1).received, hours(24));
  EXPECT_LE(clock.now() - stored(1).received, hours(24) + seconds(300));
  EXPECT_GT(stored(1).attempts, 100);
}

TEST_F(Outbox, ALostAnswerIsAskedAboutBeforeAnythingIsSentAgain) {
  texts("one");
  texts("two");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  EXPECT_EQ(stored(1).state, State::unclear);
  passes(seconds(5));
  EXPECT_EQ(carrier_gets(), "");
  EXPECT_EQ(carrier_is_asked(), "one");
  carrier_replies(TryLater{"busy", std::nullopt});
  passes(seconds(10));
  EXPECT_EQ(carrier_is_asked(), "one");
  carrier_replies(Accepted{"SM1"});
  EXPECT_EQ(stored(1).state, State::accepted);
  EXPECT_EQ(carrier_gets(), "two");
  carrier_answers(Unclear{"cut"});
  passes(seconds(5));
  EXPECT_EQ(carrier_is_asked(), "two");
  carrier_replies(NeverSeen{});
  EXPECT_EQ(carrier_gets(), "two");
}

TEST_F(Outbox, WhereACarrierCannotBeAskedTheLossIsReported) {
  carrier.can.can_be_asked = false;
  texts("hi");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  EXPECT_TRUE(has(receives(), "it may or may not arrive"));
  EXPECT_EQ(stored(1).state, State::failed);
  passes(hours(1));
  EXPECT_EQ(carrier_gets(), "");
}

TEST_F(Outbox, OrIsSentAgainWhenTheOperatorSaysSo) {
  settings.on_lost_answer = OnLostAnswer::resend;
  gateway().reload(settings, {&carrier, &other});
  carrier.can.can_be_asked = false;
  texts("hi");
  carrier_gets();
  carrier_answers(Unclear{"cut"});
  passes(seconds(2));
  EXPECT_EQ(carrier_gets(), "hi");
}

TEST_F(Outbox, ARestartAsksAboutWhatWasBeingSentAndThenGoesOn) {
  texts("one");
  texts("two");
  crash();
  begin();
  texts("three");
  passes(seconds(5));
  EXPECT_EQ(carrier_gets(), "");
  EXPECT_EQ(carrier_is_asked(), "one");
  carrier_replies(Accepted{"SM1"});
  EXPECT_EQ(carrier_gets(), "two");
  carrier_answers(Accepted{"SM2"});
  EXPECT_EQ(carrier_gets(), "three");
}

TEST_F(Outbox, AClockThatWasPutBackBeforeARestartDelaysNothing) {
  texts("hi");
  carrier_gets();
  passes(std::chrono::hours(5));
  carrier_answers(TryLater{"busy", std::chrono::minutes(4)});
  crash();
  clock.put_back(std::chrono::hours(5));
  begin();
  EXPECT_EQ(carrier_gets(), "hi");
}

TEST_F(Outbox, AClockThatIsPutForwardFailsNothingThatWaits) {
  texts("hi");
  carrier_gets();
  carrier_answers(TryLater{"busy", std::nullopt});
  clock.set_forward(hours(24) * 400);
  passes(seconds(1));
  EXPECT_EQ(carrier_gets(), "hi");
  carrier_answers(TryLater{"busy", std::nullopt});
  EXPECT_EQ(stored(1).state, State::queued);
  // From there on it has its day, whatever the clock says.
  for (int tries = 0; tries < 1000 && receives_nothing(); ++tries) {
    if (!carrier_gets().empty()) carrier_answers(TryLater{"down", std::nullopt});
    passes(seconds(120));
  }
  EXPECT_TRUE(has(receives(), "could not be reached, and the message was not sent"));
  const auto waited = clock.now() - stored(1).received - hours(24) * 400;
  EXPECT_GE(waited, hours(24));
  EXPECT_LE(waited, hours(24) + seconds(300));
}

TEST_F(Outbox, ADeadCarrierDelaysOnlyItsOwn) {
  for (int i = 0; i < 20; ++i)
    texts("stuck", "m", "+1307555130" + std::to_string(i % 10) + "@sms.example.com");
  EXPECT_EQ(carrier.requests.size(), 4U);  // its window
  texts("from the nurse", "n1", phone_jid, "nurse@example.com/a");
  EXPECT_EQ(carrier_gets(&other), "from the nurse");
}

TEST_F(Outbox, ANumberSendsNoFasterThanItMay) {
  carrier.can.per_second_and_number = 1;
  for (int i = 0; i < 4; ++i)
    texts("hi", "m", "+1307555130" + std::to_string(i) + "@sms.example.com");
  texts("romeo's", "r", phone_jid, "romeo@example.com/a");
  EXPECT_EQ(carrier.requests.size(), 2U);
  passes(std::chrono::milliseconds(999));
  EXPECT_EQ(carrier.requests.size(), 2U);
  passes(std::chrono::milliseconds(1));
  EXPECT_EQ(carrier.requests.size(), 3U);
}

TEST_F(Outbox, ACarrierThatRefusesEverythingIsLeftInPeaceForAWhile) {
  for (int i = 0; i < 20; ++i)
    texts("hi", "m", "+130755513" + std::to_string(10 + i) + "@sms.example.com");
  int refused = 0;
  while (!carrier_gets().empty()) {
    carrier_answers(TryLater{"503", std::nullopt});
    ++refused;
  }
  // Eight in a row, and what was under way by then.
  EXPECT_EQ(refused, 11);
  EXPECT_TRUE(gateway().outbox().queues().at("simulator")->is_paused());
  passes(std::chrono::minutes(1));
  EXPECT_EQ(carrier_gets(), "hi");
  carrier_answers(Accepted{"SM1"});
  passes(std::chrono::minutes(10));
  int taken = 1;
  while (!carrier_gets().empty()) {
    carrier_answers(Accepted{"SX" + std::to_string(taken++)});
  }
  EXPECT_EQ(taken, 20);
}

TEST_F(Outbox, MemoryIsBoundedAndTheRestComesFromDiskInOrder) {
  settings.window = 10;
  settings.window_of_number = 8;
  settings.window_of_pair = 4;
  crash();
  begin();
  // One pair is stuck at its head; those behind it must not keep others on disk.
  for (int i = 0; i < 30; ++i)
    texts("stuck " + std::to_string(i), "s");
  for (int i = 0; i < 30; ++i)
    texts(std::to_string(i), "m", second_phone, "romeo@example.com/a");
  EXPECT_LE(gateway().outbox().queues().at("simulator")->in_memory(), 10U);
  ASSERT_EQ(carrier_gets(), "stuck 0");
  carrier_answers(TryLater{"this phone only", std::chrono::hours(1)});
  for (int i = 0; i < 30; ++i) {
    ASSERT_EQ(carrier_gets(), std::to_string(i));
    carrier_answers(Accepted{"SM" + std::to_string(i)});
    EXPECT_LE(gateway().outbox().queues().at("simulator")->in_memory(), 10U);
  }
  passes(hours(1));
  for (int i = 0; i < 30; ++i) {
    ASSERT_EQ(carrier_gets(), "stuck " + std::to_string(i));
    carrier_answers(Accepted{"SX" + std::to_string(i)});
  }
  EXPECT_EQ(gateway().outbox().queues().at("simulator")->in_memory(), 0U);
}

TEST_F(Outbox, ACarrierThatWasRemovedKeepsItsTextsUntilItIsBackOrTheyAreTooOld) {
  texts("one");
  texts("two");
  gateway().reload(settings, {&other});
  carrier_gets();
  carrier_answers(Accepted{"SM1"});
  EXPECT_EQ(carrier_gets(), "");
  gateway().reload(settings, {&carrier, &other});
  settles();
  EXPECT_EQ(carrier_gets(), "two");
  texts("three");
  carrier_answers(TryLater{"", std::nullopt});
  gateway().reload(settings, {&other});
  passes(hours(25));
  EXPECT_TRUE(has(receives(), "could not be reached"));
  EXPECT_TRUE(has(receives(), "could not be reached"));
}

TEST_F(Outbox, DrainingWaitsForWhatWasBegunAndBeginsNothing) {
  texts("one");
  bool is_drained = false;
  gateway().drain([&](bool all) { is_drained = all; });
  texts("two", "m2", second_phone);
  passes(seconds(1));
  EXPECT_FALSE(is_drained);
  EXPECT_EQ(carrier_gets(), "one");
  carrier_answers(Accepted{"SM1"});
  passes(seconds(1));
  EXPECT_TRUE(is_drained);
  EXPECT_EQ(carrier_gets(), "");
  EXPECT_EQ(stored(2).state, State::queued);
  crash();
  begin();
  EXPECT_EQ(carrier_gets(), "two");
}

TEST_F(Outbox, DrainingHasAnEnd) {
  texts("one");
  int all = -1;
  gateway().drain([&](bool is_all) { all = is_all ? 1 : 0; });
  passes(seconds(19));
  EXPECT_EQ(all, -1);
  passes(seconds(1));
  EXPECT_EQ(all, 0);
}

TEST_F(Outbox, ADiskThatIsFullForAWhileForgetsNoOutcome) {
  texts("hi");
  carrier_gets();
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  carrier_answers(Accepted{"SM1"});
  passes(seconds(10));
  EXPECT_EQ(stored(1).state, State::sending);
  store.fail_with(std::nullopt);
  passes(seconds(1));
  EXPECT_EQ(stored(1).state, State::accepted);
}

}  // namespace
}  // namespace gateway::test
