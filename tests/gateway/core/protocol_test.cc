// SPDX-License-Identifier: GPL-2.0-or-later
// Presence, and queries: none stays without an answer.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Protocol : testing::Test, Play {
  Protocol() { begin(); }

  std::string asks(const std::string& type, const std::string& payload,
                   const std::string& to = "sms.example.com", const std::string& from = juliet) {
    forgets_stanzas();
    sends("<iq from='" + from + "' to='" + to + "' type='" + type + "' id='q1'>" + payload +
          "</iq>");
    const std::string answer = receives();
    EXPECT_TRUE(link.sent.empty()) << "two answers";
    return answer;
  }
  std::string runs(const std::string& node, const std::string& form = {},
                   const std::string& from = juliet) {
    return asks(
        "set",
        "<command xmlns='http://jabber.org/protocol/commands' node='" + node + "'>" +
            (form.empty() ? "" : "<x xmlns='jabber:x:data' type='submit'>" + form + "</x>") +
            "</command>",
        "sms.example.com", from);
  }
};

std::string field(const std::string& var, const std::string& value) {
  return "<field var='" + var + "'><value>" + value + "</value></field>";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Protocol, AValidNumberCanBeSeen) {
  sends("<presence from='juliet@example.com' to='+13075551212@sms.example.com' type='subscribe'/>");
  EXPECT_EQ(receives(),
            "<presence from='+13075551212@sms.example.com' to='juliet@example.com' "
            "type='subscribed'/>");
  EXPECT_EQ(receives(), "<presence from='+13075551212@sms.example.com' to='juliet@example.com'/>");
  EXPECT_EQ(receives(),
            "<presence from='sms.example.com' to='juliet@example.com' type='subscribe'/>");
  sends("<presence from='juliet@example.com/a' to='+13075551212@sms.example.com' type='probe'/>");
  EXPECT_EQ(receives(),
            "<presence from='+13075551212@sms.example.com' to='juliet@example.com/a'/>");
}

TEST_F(Protocol, ANumberThatIsNoneCannotAndTheReasonIsSaid) {
  sends("<presence from='juliet@example.com' to='+1307@sms.example.com' type='subscribe'/>");
  EXPECT_TRUE(has(receives(), "type='error'><error type='cancel' code='404'>"));
  const std::string refusal = receives();
  EXPECT_TRUE(has(refusal, "type='unsubscribed'><status>")) << refusal;
  sends("<presence from='tybalt@example.com' to='+13075551212@sms.example.com' type='subscribe'/>");
  EXPECT_TRUE(has(receives(), "<forbidden "));
}

TEST_F(Protocol, WhatAClientAnnouncesIsKeptOverARestart) {
  sends(
      "<presence from='juliet@example.com/balcony' to='sms.example.com'>"
      "<c xmlns='http://jabber.org/protocol/caps' node='n' ver='v' ext='voice-v1 sms-v1'/>"
      "</presence>");
  EXPECT_TRUE(gateway().presence().announces("juliet@example.com", "sms-v1"));
  EXPECT_FALSE(gateway().presence().announces("juliet@example.com", "sms-v10"));
  crash();
  begin();
  EXPECT_TRUE(gateway().presence().announces("juliet@example.com", "sms-v1"));
  sends("<presence from='juliet@example.com/balcony' to='sms.example.com' type='unavailable'/>");
  EXPECT_TRUE(gateway().presence().announces("juliet@example.com", "sms-v1"));
  sends(
      "<presence from='juliet@example.com/balcony' to='sms.example.com'>"
      "<c xmlns='http://jabber.org/protocol/caps' node='n' ver='v'/></presence>");
  EXPECT_FALSE(gateway().presence().announces("juliet@example.com", "sms-v1"));
}

TEST_F(Protocol, ItSaysWhatItIs) {
  const std::string of_it = asks("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>");
  EXPECT_TRUE(has(of_it, "<identity category='gateway' type='sms' name='SMS'/>")) << of_it;
  for (const char* feature :
       {"http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items",
        "http://jabber.org/protocol/commands", "jabber:iq:gateway", "jabber:iq:register",
        "jabber:iq:version", "jabber:iq:last", "urn:xmpp:ping", "vcard-temp"}) {
    EXPECT_TRUE(has(of_it, std::string("<feature var='") + feature + "'/>")) << feature;
  }
  const std::string of_phone =
      asks("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>", phone_jid);
  EXPECT_TRUE(has(of_phone, "category='client' type='sms' name='+13075551212'")) << of_phone;
  EXPECT_TRUE(has(of_phone, "<feature var='urn:xmpp:receipts'/>"));
  EXPECT_FALSE(has(of_phone, "jabber:iq:gateway"));
}

TEST_F(Protocol, ANumberAsPeopleWriteItHasAJid) {
  EXPECT_TRUE(has(asks("get", "<query xmlns='jabber:iq:gateway'/>"), "<prompt>Phone number"));
  EXPECT_TRUE(has(asks("set",
                       "<query xmlns='jabber:iq:gateway'><prompt>+1 (307) 555-1212</prompt>"
                       "</query>"),
                  "<jid>+13075551212@sms.example.com</jid>"));
  const std::string bad =
      asks("set", "<query xmlns='jabber:iq:gateway'><prompt>+1 307 55</prompt></query>");
  EXPECT_TRUE(has(bad, "<item-not-found ")) << bad;
  EXPECT_TRUE(has(bad, "<text ")) << bad;
}

TEST_F(Protocol, RegistrationGivesAStrangerANumberOfThePool) {
  const std::string ask = "<query xmlns='jabber:iq:register'/>";
  const std::string tybalt = "tybalt@example.com/a";
  EXPECT_TRUE(has(asks("get", ask, "sms.example.com", tybalt), "<not-allowed "));
  settings.registration_is_open = true;
  settings.registration_pool = "verona";
  gateway().reload(settings, {&carrier, &other});
  EXPECT_TRUE(has(asks("get", ask, "sms.example.com", tybalt), "<instructions>"));
  forgets_stanzas();
  sends("<iq from='" + tybalt + "' to='sms.example.com' type='set' id='q'>" + ask + "</iq>");
  EXPECT_TRUE(has(receives(), "type='subscribe'"));
  EXPECT_TRUE(has(receives(), "type='result'"));
  crash();
  begin();
  texts("hi", "m1", phone_jid, tybalt);
  EXPECT_EQ(carrier_gets(), "hi");
  forgets_stanzas();
  sends("<iq from='" + tybalt +
        "' to='sms.example.com' type='set' id='q'>"
        "<query xmlns='jabber:iq:register'><remove/></query></iq>");
  forgets_stanzas();
  texts("hi", "m2", phone_jid, tybalt);
  EXPECT_TRUE(has(receives(), "<registration-required "));
  EXPECT_TRUE(
      has(asks("set", "<query xmlns='jabber:iq:register'><remove/></query>"), "<not-allowed "));
}

TEST_F(Protocol, SmallQueriesAreAnswered) {
  EXPECT_EQ(asks("get", "<ping xmlns='urn:xmpp:ping'/>"),
            "<iq from='sms.example.com' to='juliet@example.com/balcony' type='result' "
            "id='q1'/>");
  EXPECT_TRUE(has(asks("get", "<query xmlns='jabber:iq:version'/>"), "<version>1.0</version>"));
  passes(std::chrono::seconds(90));
  EXPECT_TRUE(has(asks("get", "<query xmlns='jabber:iq:last'/>"), "seconds='90'"));
  const std::string card = asks("get", "<vCard xmlns='vcard-temp'/>", phone_jid);
  EXPECT_TRUE(has(card, "<FN>+1 307-555-1212</FN><TEL><CELL/><NUMBER>+13075551212</NUMBER></TEL>"))
      << card;
}

TEST_F(Protocol, WhatIsNotUnderstoodIsSaidToBeSo) {
  EXPECT_TRUE(has(asks("get", "<query xmlns='urn:example'/>"), "<service-unavailable "));
  EXPECT_TRUE(has(asks("set", "<query xmlns='urn:example'/>", phone_jid), "<service-unavailable "));
  EXPECT_TRUE(has(asks("get", ""), "<bad-request "));
  EXPECT_TRUE(has(asks("get", "<a xmlns='b'/><a xmlns='b'/>"), "<bad-request "));
  EXPECT_TRUE(has(asks("odd", "<a xmlns='b'/>"), "<bad-request "));
  EXPECT_TRUE(has(asks("get", "<ping xmlns='urn:xmpp:ping'/>", "+1307@sms.example.com"),
                  "<item-not-found "));
  EXPECT_TRUE(has(asks("set", "<query xmlns='http://jabber.org/protocol/disco#items'/>"),
                  "<feature-not-implemented "));
  EXPECT_EQ(asks("result", "<ping xmlns='urn:xmpp:ping'/>"), "");
  EXPECT_EQ(asks("error", ""), "");
}

TEST_F(Protocol, WhatCannotBeAnsweredIsNot) {
  // An answer from or to such an address would make a server end the stream.
  const std::string version = "<query xmlns='jabber:iq:version'/>";
  for (const char* from : {"", "@", "@example.com", "/balcony", "juliet@"}) {
    EXPECT_EQ(asks("get", version, "sms.example.com", from), "") << from;
  }
  for (const char* to : {"", "@", "@sms.example.com", "example.com", "+13075551212@example.com"}) {
    EXPECT_EQ(asks("get", version, to), "") << to;
    texts("hi", "m1", to);
    EXPECT_EQ(receives(), "") << to;
  }
  forgets_stanzas();
  sends("<iq type='get' id='q'>" + version + "</iq>");
  sends("<message><body>hi</body></message>");
  sends("<presence type='subscribe'/>");
  EXPECT_TRUE(receives_nothing());
  EXPECT_TRUE(has(asks("get", version, "SMS.example.com/x"), "type='result'"));
}

TEST_F(Protocol, BeforeTheStoreIsReadEverybodyIsAskedToWait) {
  crash();
  store.fail_with(StoreError{StoreErrorCode::io, "away"});
  begin();
  EXPECT_TRUE(has(asks("get", "<ping xmlns='urn:xmpp:ping'/>"), "<resource-constraint "));
  texts("hi");
  EXPECT_TRUE(has(receives(), "<resource-constraint "));
  EXPECT_EQ(*phone_texts("hi", "IN1"), false);
}

TEST_F(Protocol, UsersSeeTheirNumberAndUsageAndBlock) {
  EXPECT_TRUE(has(runs("number"), "Your number is +13075550100."));
  texts("hi");
  const std::string usage = runs("usage");
  EXPECT_TRUE(has(usage, "var='waiting' type='text-single' label='On their way'><value>1"))
      << usage;
  EXPECT_TRUE(has(runs("block"), "status='executing'"));
  EXPECT_TRUE(has(runs("block", field("number", "+1 307 555 1212")), "+13075551212 is blocked."));
  forgets_stanzas();
  texts("hi", "m2");
  EXPECT_TRUE(has(receives(), "You have blocked this number."));
  EXPECT_TRUE(has(runs("unblock"), "<option label='+13075551212'>"));
  EXPECT_TRUE(has(runs("unblock", field("number", "+13075551212")), "no longer blocked"));
  EXPECT_TRUE(has(runs("block", field("number", "+1 307 55")), "<bad-request "));
  EXPECT_TRUE(has(runs("nothing"), "<item-not-found "));
}

TEST_F(Protocol, AdministratorsSeeAndDoMore) {
  for (const char* node : {"users", "queue", "carriers", "resend", "drain", "resume", "reload"}) {
    EXPECT_TRUE(has(runs(node, {}, "nurse@example.com/a"), "<forbidden ")) << node;
  }
  const std::string items = asks("get",
                                 "<query xmlns='http://jabber.org/protocol/disco#items' "
                                 "node='http://jabber.org/protocol/commands'/>");
  EXPECT_TRUE(has(items, "node='reload'")) << items;
  EXPECT_TRUE(has(runs("users"), "<value>nurse@example.com</value>"));
  EXPECT_TRUE(has(runs("carriers"), "<value>simulator</value>"));
  texts("hi");
  carrier_gets();
  carrier_answers(Rejected{{FailureKind::no_credit, "", ""}});
  EXPECT_TRUE(has(runs("queue"),
                  "<value>out, failed</value></field><field var='column2'>"
                  "<value>1</value>"));
  EXPECT_TRUE(has(runs("resend"), "status='executing'"));
  EXPECT_TRUE(has(runs("resend", field("id", "77")), "<item-not-found "));
  EXPECT_TRUE(has(runs("resend", field("id", "1")), "Queued again as text 2."));
  EXPECT_EQ(carrier_gets(), "hi");
  EXPECT_TRUE(has(runs("reload"), "was read"));
  EXPECT_EQ(reloads, 1);
  runs("drain");
  texts("later", "m3", "+13075551213@sms.example.com");
  EXPECT_EQ(carrier_gets(), "");
  EXPECT_TRUE(has(runs("carriers"), "until resume"));
  EXPECT_TRUE(has(runs("resume"), "sent again"));
  EXPECT_EQ(carrier_gets(), "later");
  EXPECT_TRUE(has(runs("carriers"), "<value>working</value>"));
}

}  // namespace
}  // namespace gateway::test
