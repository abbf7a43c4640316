// SPDX-License-Identifier: GPL-2.0-or-later
// What Juliet sends, and what becomes of it at the door.
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

struct Intake : testing::Test, Play {
  Intake() { begin(); }

  std::string says(const std::string& inside, const std::string& to = phone_jid,
                   const std::string& from = juliet, const std::string& type = "chat") {
    sends("<message from='" + from + "' to='" + to + "' type='" + type + "' id='m1'>" + inside +
          "</message>");
    return receives();
  }
};

std::string refusal(const std::string& to, const std::string& body, const std::string& type,
                    const std::string& code, const std::string& condition,
                    const std::string& text) {
  return "<message from='" + to + "' to='juliet@example.com/balcony' type='error' id='m1'>" +
         "<body>" + body + "</body><error type='" + type + "' code='" + code + "'><" + condition +
         " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text " +
         "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>" + text + "</text></error></message>";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Intake, ATextGoesToTheCarrierAsItIs) {
  EXPECT_EQ(says("<body>Wherefore art thou</body>"), "");
  ASSERT_EQ(carrier.requests.size(), 1U);
  const Message& message = carrier.requests.front().message;
  EXPECT_EQ(message.user, "juliet@example.com");
  EXPECT_EQ(message.resource, "balcony");
  EXPECT_EQ(message.own, juliets_number);
  EXPECT_EQ(message.peer, phone);
  EXPECT_EQ(message.body, "Wherefore art thou");
  EXPECT_EQ(message.stanza_id, "m1");
  EXPECT_FALSE(message.wants_receipt);
}

TEST_F(Intake, WhatHasNoBodyCostsNothing) {
  EXPECT_EQ(says("<composing xmlns='http://jabber.org/protocol/chatstates'/>"), "");
  EXPECT_EQ(says("<displayed xmlns='urn:xmpp:chat-markers:0' id='x'/>"), "");
  EXPECT_EQ(says("<body/>"), "");
  EXPECT_EQ(says("<body>x</body>", phone_jid, juliet, "error"), "");
  EXPECT_EQ(says("<body>x</body>", phone_jid, juliet, "headline"), "");
  EXPECT_TRUE(store.messages().empty());
}

TEST_F(Intake, StrangersAreRefused) {
  const std::string said = says("<body>hi</body>", phone_jid, "tybalt@example.com/street");
  EXPECT_TRUE(has(said, "<forbidden ")) << said;
  EXPECT_TRUE(has(said, "code='403'")) << said;
  EXPECT_TRUE(has(said, "to='tybalt@example.com/street'")) << said;
  settings.registration_is_open = true;
  gateway().reload(settings, {&carrier, &other});
  EXPECT_TRUE(has(says("<body>hi</body>", phone_jid, "tybalt@example.com/street"),
                  "<registration-required "));
}

TEST_F(Intake, ANumberThatIsNoneIsRefusedWithTheReason) {
  const std::string said = says("<body>hi</body>", "+1307555@sms.example.com");
  EXPECT_TRUE(has(said, "type='cancel' code='404'><item-not-found ")) << said;
  EXPECT_TRUE(has(said, "too short")) << said;
  EXPECT_TRUE(has(said, "id='m1'><body>hi</body><error ")) << said;
  EXPECT_TRUE(has(says("<body>hi</body>", "sms.example.com"), "<service-unavailable "));
  EXPECT_TRUE(has(says("<body>hi</body>", "info@sms.example.com"), "cannot be answered"));
}

TEST_F(Intake, ATextOverTheLimitIsRefusedWithTheCount) {
  settings.max_segments = 2;
  gateway().reload(settings, {&carrier, &other});
  const std::string fits(306, 'a');
  EXPECT_EQ(says("<body>" + fits + "</body>"), "");
  const std::string over(307, 'a');
  EXPECT_EQ(says("<body>" + over + "</body>"),
            refusal(phone_jid, over, "modify", "405", "policy-violation",
                    "This message is too long: it would take 3 text messages, and at most 2 are "
                    "possible. Nothing was sent."));
}

TEST_F(Intake, AnEncryptedMessageIsNeverSent) {
  for (const char* mark :
       {"<encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:omemo:2'/>",
        "<encrypted xmlns='eu.siacs.conversations.axolotl'/>",
        "<encrypted xmlns='urn:xmpp:omemo:1'/>", "<encrypted xmlns='urn:xmpp:omemo:2'/>",
        "<openpgp xmlns='urn:xmpp:openpgp:0'>x</openpgp>", "<x xmlns='jabber:x:encrypted'>x</x>"}) {
    const std::string said = says(std::string("<body>I sent you an OMEMO message</body>") + mark);
    EXPECT_TRUE(has(said, "<not-acceptable ")) << mark << said;
    EXPECT_TRUE(has(said, "Switch encryption off")) << said;
  }
  EXPECT_TRUE(has(says("<body>?OTR:AAMC</body>"), "<not-acceptable "));
  EXPECT_TRUE(store.messages().empty());
}

TEST_F(Intake, AnEncryptedMessageWithoutABodyIsRefusedAndAMereExchangeOfKeysIsNot) {
  for (const char* text :
       {"<encrypted "
        "xmlns='eu.siacs.conversations.axolotl'><header/><payload>x</payload></encrypted>",
        "<encrypted xmlns='urn:xmpp:omemo:1'><header/><payload>x</payload></encrypted>",
        "<encrypted xmlns='urn:xmpp:omemo:2'><header/><payload>x</payload></encrypted>",
        "<openpgp xmlns='urn:xmpp:openpgp:0'>x</openpgp>", "<x xmlns='jabber:x:encrypted'>x</x>"}) {
    EXPECT_TRUE(has(says(text), "<not-acceptable ")) << text;
  }
  for (const char* keys :
       {"<encrypted xmlns='eu.siacs.conversations.axolotl'><header/></encrypted>",
        "<encrypted xmlns='urn:xmpp:omemo:2'><header/></encrypted>"
        "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:omemo:2'/>"}) {
    EXPECT_EQ(says(keys), "") << keys;
  }
  EXPECT_TRUE(store.messages().empty());
}

TEST_F(Intake, TheQuoteOfAReplyIsNotSentAgain) {
  EXPECT_EQ(says("<body>&gt; Wherefore \xC3\xA9\nHere</body>"
                 "<reply xmlns='urn:xmpp:reply:0' id='x'/>"
                 "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                 "<body start='0' end='14'/></fallback>"),
            "");
  EXPECT_EQ(carrier_gets(), "Here");
}

TEST_F(Intake, CorrectionsAreSentOnlyWhenTheOperatorSaysSo) {
  const std::string correction =
      "<body>there</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>";
  EXPECT_TRUE(has(says(correction), "<not-acceptable "));
  settings.sends_corrections = true;
  gateway().reload(settings, {&carrier, &other});
  EXPECT_EQ(says(correction), "");
  EXPECT_EQ(carrier_gets(), "there");
}

TEST_F(Intake, FormattingIsLeftAsideAndLinksAreKept) {
  carrier.can.takes_media = true;
  EXPECT_EQ(says("<body>look</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
                 "<body xmlns='http://www.w3.org/1999/xhtml'><b>look</b></body></html>"
                 "<x xmlns='jabber:x:oob'><url>https://example.com/a.jpg</url></x>"),
            "");
  ASSERT_EQ(carrier.requests.size(), 1U);
  EXPECT_EQ(carrier.requests[0].message.body, "look");
  EXPECT_EQ(carrier.requests[0].message.media,
            std::vector<std::string>{"https://example.com/a.jpg"});
  EXPECT_EQ(says("<body>https://example.com/b.jpg</body>"
                 "<x xmlns='jabber:x:oob'><url>https://example.com/b.jpg</url></x>",
                 "+13075551213@sms.example.com"),
            "");
  EXPECT_EQ(carrier.requests[1].message.body, "");
  EXPECT_EQ(carrier.requests[1].message.media.size(), 1U);
}

TEST_F(Intake, LinksStandInTheTextWhereACarrierTakesNoMedia) {
  EXPECT_EQ(says("<body>look</body>"
                 "<x xmlns='jabber:x:oob'><url>https://example.com/a.jpg</url></x>"),
            "");
  EXPECT_EQ(says("<body>https://example.com/b.jpg</body>"
                 "<x xmlns='jabber:x:oob'><url>https://example.com/b.jpg</url></x>",
                 "+13075551213@sms.example.com"),
            "");
  ASSERT_EQ(carrier.requests.size(), 2U);
  EXPECT_EQ(carrier.requests[0].message.body, "look\nhttps://example.com/a.jpg");
  EXPECT_EQ(carrier.requests[1].message.body, "https://example.com/b.jpg");
  EXPECT_TRUE(carrier.requests[1].message.media.empty());
}

TEST_F(Intake, ADaysTextsAreCountedOverARestartAndTheNextDayIsNew) {
  settings.texts_per_day = 2;
  crash();
  begin();
  EXPECT_EQ(says("<body>one</body>"), "");
  crash();
  begin();
  EXPECT_EQ(says("<body>two</body>"), "");
  const std::string said = says("<body>three</body>");
  EXPECT_TRUE(has(said, "<resource-constraint ")) << said;
  EXPECT_TRUE(has(said, "as many text messages as you may")) << said;
  passes(std::chrono::hours(24));
  EXPECT_EQ(says("<body>four</body>"), "");
}

TEST_F(Intake, AMissingCarrierAndAFullPoolAreSaid) {
  gateway().reload(settings, {&other});
  EXPECT_TRUE(has(says("<body>hi</body>"), "<service-unavailable "));
  gateway().reload(settings, {&carrier, &other});
  settings.pools[0].numbers.clear();
  gateway().reload(settings, {&carrier, &other});
  EXPECT_TRUE(has(says("<body>hi</body>", phone_jid, "romeo@example.com/a"), "no number left"));
}

TEST_F(Intake, AFullDiskIsSaid) {
  store.fail_with(StoreError{StoreErrorCode::full, "no room"});
  EXPECT_TRUE(has(says("<body>hi</body>"), "could not be stored"));
  store.fail_with(std::nullopt);
  EXPECT_EQ(says("<body>hi</body>"), "");
  EXPECT_EQ(carrier_gets(), "hi");
}

TEST_F(Intake, TooMuchThatWaitsForTheDiskIsRefused) {
  store.pretend({.requests = 1'000'000, .bytes = 0});
  EXPECT_TRUE(has(says("<body>hi</body>"), "Too much is being sent"));
}

TEST_F(Intake, APoolGivesEachPairANumberThatStaysAndLeadsBack) {
  texts("from romeo", "r1", phone_jid, "romeo@example.com/a");
  texts("from mercutio", "c1", phone_jid, "mercutio@example.com/a");
  ASSERT_EQ(carrier.requests.size(), 2U);
  const std::string romeos = carrier.requests[0].message.own;
  const std::string mercutios = carrier.requests[1].message.own;
  EXPECT_NE(romeos, mercutios);
  crash();
  begin();
  forgets_stanzas();
  phone_texts("to mercutio", "i1", mercutios);
  phone_texts("to romeo", "i2", romeos);
  EXPECT_TRUE(has(receives(), "to='mercutio@example.com'"));
  EXPECT_TRUE(has(receives(), "to='romeo@example.com'"));
  texts("again", "r2", phone_jid, "romeo@example.com/a");
  passes(std::chrono::seconds(5));
  for (const char* const carrier_id : {"SM1", "SM2"}) {
    ASSERT_FALSE(carrier_is_asked().empty());
    carrier_replies(Accepted{carrier_id});
  }
  ASSERT_EQ(carrier_gets(), "again");
  EXPECT_EQ(stored(5).own, romeos);
}

}  // namespace
}  // namespace gateway::test
