// SPDX-License-Identifier: GPL-2.0-or-later
// Texts from phones, and an XMPP server that comes and goes.
#include <gtest/gtest.h>

#include <string>

#include "gateway/protocol/queries.h"
#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

using std::chrono::seconds;

struct Inbox : testing::Test, Play {
  Inbox() { begin(); }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Inbox, ATextBecomesAChatMessageAndIsHandedOverWhenAPingComesBack) {
  const auto heard = phone_texts("Romeo, doff thy name", "IN1");
  EXPECT_EQ(*heard, true);
  EXPECT_EQ(receives(),
            "<message from='+13075551212@sms.example.com' to='juliet@example.com' "
            "type='chat' id='sms-simulator-IN1'><body>Romeo, doff thy name</body>"
            "<origin-id xmlns='urn:xmpp:sid:0' id='sms-simulator-IN1'/></message>");
  EXPECT_EQ(stored(1).state, State::queued);
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::handed_over);
}

struct FurtherNumber : testing::Test, Play {
  FurtherNumber() {
    settings.users.front().also = {"+13075550109"};
    begin();
  }
};

TEST_F(FurtherNumber, TextsToItComeToItsUserWhoAnswersFromTheirOwn) {
  EXPECT_EQ(*phone_texts("Ho!", "IN1", "+13075550109"), true);
  EXPECT_TRUE(has(receives(), "to='juliet@example.com'"));
  texts("What's here?");
  EXPECT_EQ(carrier_gets(), "What's here?");
  EXPECT_EQ(stored(2).own, juliets_number);
}

TEST_F(Inbox, ToldTwiceItIsOneMessage) {
  for (int i = 0; i < 200; ++i)
    EXPECT_EQ(*phone_texts("once", "IN1"), true);
  EXPECT_EQ(link.sent.size(), 1U);
  EXPECT_EQ(gateway().counters().in_again, 199U);
}

TEST_F(Inbox, OnePingStandsBehindManyMessages) {
  for (int i = 0; i < 100; ++i)
    phone_texts(std::to_string(i), "IN" + std::to_string(i));
  EXPECT_EQ(link.fences.size(), 1U);
  std::size_t pings = 0;
  while (!link.fences.empty()) {
    ++pings;
    const auto done = link.fences.front();
    link.fences.pop_front();
    done(true);
    settles();
  }
  EXPECT_EQ(pings, 2U);
  EXPECT_EQ(gateway().counters().in_handed_over, 100U);
}

TEST_F(Inbox, WhileTheServerIsAwayTextsWaitAndComeInOrderAndLate) {
  phone_texts("one", "IN1");
  link_breaks();  // before the ping came back
  forgets_stanzas();
  phone_texts("two", "IN2");
  passes(seconds(60));
  EXPECT_TRUE(receives_nothing());
  link_returns();
  const std::string first = receives();
  EXPECT_TRUE(has(first, "<body>one</body>")) << first;
  EXPECT_TRUE(has(first,
                  "<delay xmlns='urn:xmpp:delay' from='sms.example.com' "
                  "stamp='2023-11-14T22:13:20.000Z'/>"))
      << first;
  EXPECT_TRUE(has(receives(), "<body>two</body>"));
  EXPECT_TRUE(receives_nothing());
  server_answers_pings();
  EXPECT_EQ(stored(2).state, State::handed_over);
}

TEST_F(Inbox, AFullBufferIsWaitedFor) {
  link.room = 1;
  phone_texts("one", "IN1");
  phone_texts("two", "IN2");
  EXPECT_EQ(link.sent.size(), 1U);
  link.room = 10;
  gateway().link_writable();
  EXPECT_EQ(link.sent.size(), 2U);
}

TEST_F(Inbox, MoreThanMemoryHoldsComesFromDiskInOrder) {
  settings.window = 10;
  crash();
  link.up = false;
  begin();
  for (int i = 0; i < 200; ++i)
    phone_texts(std::to_string(i), "IN" + std::to_string(i));
  EXPECT_LE(gateway().inbound_in_memory(), 10U);
  link_returns();
  for (int i = 0; i < 200; ++i) {
    if (link.sent.empty()) server_answers_pings();
    ASSERT_TRUE(has(receives(), "<body>" + std::to_string(i) + "</body>")) << i;
  }
  server_answers_pings();
  EXPECT_EQ(gateway().inbound_in_memory(), 0U);
}

TEST_F(Inbox, ACrashBeforeThePingSendsTheSameMessageAgain) {
  phone_texts("hi", "IN1");
  const std::string first = receives();
  crash();
  begin();
  EXPECT_EQ(receives(), first);
}

TEST_F(Inbox, ANumberThatIsNobodysAndABlockedSenderReachNobody) {
  EXPECT_EQ(*phone_texts("hi", "IN1", "+13075559999"), true);
  EXPECT_EQ(stored(1).state, State::failed);
  store.set_blocked("juliet@example.com", phone, true, {});
  crash();
  begin();
  EXPECT_EQ(*phone_texts("hi", "IN2"), true);
  EXPECT_EQ(stored(2).failure.kind, FailureKind::blocked);
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Inbox, ADiskThatIsFullMakesTheCarrierTellItAgain) {
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  EXPECT_EQ(*phone_texts("hi", "IN1"), false);
  store.fail_with(std::nullopt);
  EXPECT_EQ(*phone_texts("hi", "IN1"), true);
  EXPECT_TRUE(has(receives(), "<body>hi</body>"));
}

TEST_F(Inbox, WhatTheServerSendsBackHasFailed) {
  phone_texts("hi", "IN1");
  sends(
      "<message from='juliet@example.com' to='+13075551212@sms.example.com' type='error' "
      "id='sms-simulator-IN1'><error type='cancel'><not-acceptable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::failed);
}

/// What an XMPP server does with texts that it cannot deliver.
struct Bounces : testing::Test, Play {
  Bounces() { begin(); }
  void bounce(const std::string& id, const std::string& type, const std::string& condition,
              const std::string& from = "juliet@example.com") {
    sends("<message from='" + from + "' to='+13075551212@sms.example.com' type='error' id='" + id +
          "'><error type='" + type + "'><" + condition +
          " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  }
  /// A text that the server has read.
  void hands_over(const std::string& id) {
    phone_texts("hi", id);
    EXPECT_TRUE(has(receives(), "<body>hi</body>"));
    server_answers_pings();
  }
};

TEST_F(Bounces, WhatIsSentBackForNowIsSentAgainLaterUnderItsName) {
  phone_texts("hi", "IN1");
  forgets_stanzas();
  bounce("sms-simulator-IN1", "wait", "resource-constraint");  // before the ping came back
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::queued);
  passes(seconds(1));
  EXPECT_TRUE(receives_nothing());
  passes(seconds(1));
  EXPECT_TRUE(has(receives(), "id='sms-simulator-IN1'"));
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::handed_over);
  EXPECT_EQ(gateway().counters().in_put_back, 1U);
  EXPECT_EQ(gateway().counters().in_bounced, 0U);
  EXPECT_EQ(gateway().inbound_in_memory(), 0U);
}

TEST_F(Bounces, LongAfterThePingTooOverARestartAndEachTimeLater) {
  hands_over("IN1");
  passes(seconds(90));
  for (const int wait : {2, 4, 8}) {
    bounce("sms-simulator-IN1", "cancel", "remote-server-not-found");
    bounce("sms-simulator-IN1", "cancel", "remote-server-not-found");  // another of her clients
    EXPECT_EQ(stored(1).state, State::queued);
    crash();
    begin();
    passes(seconds(wait - 1));
    EXPECT_TRUE(receives_nothing()) << wait;
    passes(seconds(1));
    const std::string again = receives();
    EXPECT_TRUE(has(again, "id='sms-simulator-IN1'")) << wait;
    EXPECT_TRUE(has(again, "<delay ")) << again;
    server_answers_pings();
    EXPECT_EQ(stored(1).state, State::handed_over);
    EXPECT_TRUE(receives_nothing());
  }
  EXPECT_EQ(stored(1).attempts, 3);
}

TEST_F(Bounces, ForGoodItHasFailedAndIsCounted) {
  hands_over("IN1");
  bounce("sms-simulator-IN1", "cancel", "not-acceptable");
  EXPECT_EQ(stored(1).state, State::failed);
  EXPECT_EQ(stored(1).failure.code, "not-acceptable");
  EXPECT_EQ(gateway().counters().in_bounced, 1U);
  passes(std::chrono::hours(1));
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Bounces, WhoIsAwayWhereNothingIsKeptGetsItWhenTheyComeInOrder) {
  settings.retry_first = std::chrono::hours(1);
  gateway().reload(settings, {&carrier, &other});
  for (const char* const id : {"IN1", "IN2", "IN3"}) {
    hands_over(id);
    bounce(std::string("sms-simulator-") + id, "cancel", "service-unavailable");
  }
  EXPECT_EQ(stored(1).state, State::queued);
  sends("<presence from='romeo@example.com/orchard' to='sms.example.com'/>");
  EXPECT_TRUE(receives_nothing());
  sends("<presence from='juliet@example.com/balcony' to='sms.example.com'/>");
  for (const char* const id : {"IN1", "IN2", "IN3"})
    EXPECT_TRUE(has(receives(), std::string("id='sms-simulator-") + id + "'"));
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::handed_over);
  passes(std::chrono::hours(2));
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Bounces, WhatIsRefusedToSomebodyWhoIsThereWaitsForItsTime) {
  sends("<presence from='juliet@example.com/balcony' to='sms.example.com'/>");
  hands_over("IN1");
  bounce("sms-simulator-IN1", "cancel", "service-unavailable");  // she blocks the phone, say
  sends(
      "<presence from='juliet@example.com/balcony' "
      "to='sms.example.com'><show>dnd</show></presence>");
  EXPECT_TRUE(receives_nothing());
  passes(seconds(2));
  EXPECT_TRUE(has(receives(), "<body>hi</body>"));
}

TEST_F(Bounces, ADiskThatIsFullSendsNothingAgainBeforeItHasThat) {
  phone_texts("hi", "IN1");
  forgets_stanzas();
  bounce("sms-simulator-IN1", "wait", "resource-constraint");
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  server_answers_pings();
  passes(seconds(10));
  EXPECT_TRUE(receives_nothing());
  store.fail_with(std::nullopt);
  passes(seconds(1));
  EXPECT_TRUE(has(receives(), "<body>hi</body>"));
  server_answers_pings();
  passes(seconds(10));
  EXPECT_EQ(stored(1).state, State::handed_over);
  crash();
  begin();
  passes(seconds(300));
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Bounces, WhatIsSentBackBeforeTheDiskKnowsItWasHandedOverIsSentAgain) {
  phone_texts("hi", "IN1");
  forgets_stanzas();
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  server_answers_pings();
  bounce("sms-simulator-IN1", "wait", "resource-constraint");
  passes(seconds(10));
  EXPECT_TRUE(receives_nothing());
  store.fail_with(std::nullopt);
  passes(seconds(3));
  EXPECT_TRUE(has(receives(), "<body>hi</body>"));
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::handed_over);
  EXPECT_EQ(gateway().inbound_in_memory(), 0U);
}

TEST_F(Bounces, NobodyElseSendsTextsBack) {
  phone_texts("hi", "IN1");
  forgets_stanzas();
  bounce("sms-simulator-IN1", "cancel", "forbidden", "mallory@example.org");
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::handed_over);
  for (const char* const type : {"cancel", "wait"}) {
    bounce("sms-simulator-IN1", type, "forbidden", "mallory@example.org/x");
    bounce("sms-simulator-IN2", type, "forbidden");
    bounce("sms-", type, "forbidden");
    bounce("sms-------------------", type, "forbidden");
    bounce("", type, "forbidden");
  }
  EXPECT_EQ(stored(1).state, State::handed_over);
  passes(std::chrono::hours(1));
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Bounces, AfterADayOfTryingItHasFailed) {
  hands_over("IN1");
  const Time begun = clock.now();
  for (int tries = 0; tries < 1000 && stored(1).state != State::failed; ++tries) {
    bounce("sms-simulator-IN1", "wait", "remote-server-timeout");
    if (stored(1).state == State::failed) break;
    passes(seconds(300));
    ASSERT_TRUE(has(receives(), "<body>hi</body>"));
    server_answers_pings();
  }
  EXPECT_EQ(stored(1).state, State::failed);
  EXPECT_GE(clock.now() - begun, std::chrono::hours(23));
}

TEST_F(Bounces, MoreThanMemoryHoldsAreAllSentAgain) {
  settings.window = 10;
  crash();
  begin();
  constexpr int count = 60;
  for (int i = 0; i < count; ++i)
    hands_over("IN" + std::to_string(i));
  for (int i = 0; i < count; ++i)
    bounce("sms-simulator-IN" + std::to_string(i), "wait", "resource-constraint");
  for (int i = 0; i < 20; ++i) {
    passes(seconds(2));
    forgets_stanzas();
    server_answers_pings();
    EXPECT_LE(gateway().inbound_in_memory(), 20U);
  }
  for (int i = 1; i <= count; ++i)
    EXPECT_EQ(stored(i).state, State::handed_over) << i;
}

struct OddNames : testing::Test, Play {};

TEST_F(OddNames, OfCarriersAreFoundInTheNamesOfTheirTexts) {
  StageCarrier dashed("my-carrier-2");
  World world{clock, clock, store, link, [] { return 0.5; }, {}};
  Switchboard other_gateway(std::move(world),
                            Switchboard::Setup{settings, {&dashed}, protocol::all_queries("1.0")});
  other_gateway.start([](bool) {});
  settles();
  other_gateway.inbound("my-carrier-2", {"SM-1", phone, juliets_number, "hi", {}, clock.now()},
                        [](bool) {});
  settles();
  EXPECT_TRUE(has(receives(), "id='sms-my-carrier-2-SM-1'"));
  server_answers_pings();
  xml::Element error("message", "jabber:component:accept");
  error.set("from", "juliet@example.com/balcony").set("to", phone_jid).set("type", "error");
  error.set("id", "sms-my-carrier-2-SM-1");
  error.add("error").set("type", "wait");
  other_gateway.stanza(std::move(error));
  settles();
  EXPECT_EQ(stored(1).state, State::queued);
}

TEST_F(Inbox, PicturesComeAsLinks) {
  gateway().inbound("simulator",
                    {"IN1", phone, juliets_number, "look", {"https://example.com/a"}, clock.now()},
                    [](bool) {});
  settles();
  const std::string said = receives();
  EXPECT_TRUE(has(said, "<body>look\nhttps://example.com/a</body>")) << said;
  EXPECT_TRUE(has(said, "<x xmlns='jabber:x:oob'><url>https://example.com/a</url></x>")) << said;
}

}  // namespace
}  // namespace gateway::test
