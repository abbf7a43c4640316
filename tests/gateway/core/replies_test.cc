// SPDX-License-Identifier: GPL-2.0-or-later
// What the gateway answers while the link takes nothing.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Replies : testing::Test, Play {
  Replies() { begin(); }

  void stranger_texts(const std::string& id) {
    texts("hi", id, phone_jid, "tybalt@example.com/street");
  }
  void link_has_room(std::size_t stanzas) {
    link.room = stanzas;
    gateway().link_writable();
    settles();
  }
  /// As at SIGTERM: our end of the stream is out, and the server's is not yet here.
  void link_is_closing() {
    gateway().drain([](bool) {});
    link.up = false;
  }
  void link_ends() {
    gateway().link_down("the gateway stops");
    gateway().link_ended();
    settles();
  }
  void starts_anew() {
    crash();
    link.up = false;
    begin();
    link_returns();
  }
  static bool is_refusal(const std::string& said, const std::string& id) {
    return said.find("type='error' id='" + id + "'><body>hi</body>") != std::string::npos &&
           said.find("<forbidden ") != std::string::npos;
  }
};

TEST_F(Replies, RefusalsPresenceAndAnswersWaitForRoom) {
  link.room = 0;
  stranger_texts("m1");
  sends(
      "<presence from='juliet@example.com' to='+13075551212@sms.example.com' "
      "type='subscribe'/>");
  sends(
      "<iq from='juliet@example.com/a' to='sms.example.com' type='get' id='q1'>"
      "<ping xmlns='urn:xmpp:ping'/></iq>");
  EXPECT_TRUE(receives_nothing());
  link_has_room(2);
  EXPECT_EQ(link.sent.size(), 2U);
  link_has_room(100);
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  EXPECT_NE(receives().find("type='subscribed'"), std::string::npos);
  EXPECT_NE(receives().find("<presence from="), std::string::npos);
  EXPECT_NE(receives().find("type='subscribe'"), std::string::npos);
  EXPECT_NE(receives().find("type='result' id='q1'"), std::string::npos);
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Replies, ARefusalIsSaidAgainWhenTheLinkBrokeBeforeTheServerHadIt) {
  stranger_texts("m1");
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  link_breaks();
  link_returns();
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  server_answers_pings();
  link_breaks();
  link_returns();
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Replies, ARefusalThatTheDiskDelayedBeyondTheLinkIsSaidOnTheNext) {
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  link.up = false;
  texts("hi", "m1");
  EXPECT_TRUE(receives_nothing());
  link_returns();
  EXPECT_NE(receives().find("could not be stored"), std::string::npos);
}

TEST_F(Replies, WhatComesWhileTheLinkClosesIsStoredOrRefusedAtTheNextStart) {
  link_is_closing();
  texts("taken", "m1");
  stranger_texts("m2");
  sends("<presence from='juliet@example.com' to='+13075551212@sms.example.com' type='probe'/>");
  sends(
      "<iq from='juliet@example.com/a' to='sms.example.com' type='get' id='q1'>"
      "<ping xmlns='urn:xmpp:ping'/></iq>");
  link_ends();
  stranger_texts("m3");  // the store kept it waiting until here
  EXPECT_TRUE(receives_nothing());
  starts_anew();
  EXPECT_EQ(carrier_gets(), "taken");
  EXPECT_TRUE(is_refusal(receives(), "m2"));
  EXPECT_NE(receives().find("<presence from='+13075551212@sms.example.com'"), std::string::npos);
  EXPECT_TRUE(is_refusal(receives(), "m3"));
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Replies, WhatWasKeptIsSaidUntilTheServerHasItAndThenNoMore) {
  link_is_closing();
  stranger_texts("m1");
  link_ends();
  starts_anew();
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  starts_anew();
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  gateway().link_ended();
  settles();
  starts_anew();
  EXPECT_TRUE(is_refusal(receives(), "m1"));
  EXPECT_TRUE(receives_nothing());
  server_answers_pings();
  starts_anew();
  EXPECT_TRUE(receives_nothing());
}

TEST_F(Replies, TheRefusalOfATextThatWasTooLargeToBeReadWaitsAsOthersDo) {
  link.room = 0;
  xml::Element refusal("message", "jabber:component:accept");
  refusal.set("type", "error").set("id", "m1");
  gateway().unread(std::move(refusal));
  EXPECT_TRUE(receives_nothing());
  link_has_room(1);
  EXPECT_EQ(receives(), "<message type='error' id='m1'/>");
}

TEST_F(Replies, TooMuchThatWaitsForRoomStopsTheReading) {
  link.room = 0;
  int count = 0;
  for (; count < 20'000 && !gateway().is_behind(); ++count)
    stranger_texts("m" + std::to_string(count));
  EXPECT_LT(count, 20'000);
  link.room = 1'000'000;
  gateway().link_writable();
  EXPECT_FALSE(gateway().is_behind());
  EXPECT_EQ(link.sent.size(), static_cast<std::size_t>(count));
}

}  // namespace
}  // namespace gateway::test
