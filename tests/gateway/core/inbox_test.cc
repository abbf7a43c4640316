// SPDX-License-Identifier: GPL-2.0-or-later
// Texts from phones, and an XMPP server that comes and goes.
#include <gtest/gtest.h>

#include <string>

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
      "id='sms-simulator-IN1'><error type='cancel'><service-unavailable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  server_answers_pings();
  EXPECT_EQ(stored(1).state, State::failed);
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
