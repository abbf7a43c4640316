// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway reads a presence's bundles by caps/'s rules: the same fixtures, its own tree.
#include "gateway/xml/caps_element.h"

#include <gtest/gtest.h>

#include "fixture.h"
#include "gateway/xml/parser.h"
#include "smscaps/presence.h"

namespace {

using gateway::xml::CapsElement;
using gateway::xml::parse;

bool announces_sms(std::string_view xml) {
  const auto stanza = parse(xml).value();
  return smscaps::advertises(CapsElement(stanza), "sms-v1");
}

TEST(CapsElement, ReadsWhatGooglesClientAnnounced) {
  EXPECT_TRUE(announces_sms(
      "<presence xmlns='jabber:component:accept'>text<show/>"
      "<caps:c node='http://mail.google.com/xmpp/client/caps' ver='1.1' "
      "ext='pmuc-v1 sms-v1' xmlns:caps='http://jabber.org/protocol/caps'/></presence>"));
}

TEST(CapsElement, AForeignElementOfThatNameIsNone) {
  EXPECT_FALSE(
      announces_sms("<presence xmlns='jabber:component:accept'>"
                    "<c xmlns='urn:x' ext='sms-v1'/></presence>"));
  EXPECT_FALSE(announces_sms("<presence xmlns='jabber:component:accept'/>"));
}

TEST(CapsElement, FindsInEveryFixtureWhatItsOperationPutThere) {
  const auto fixtures = test_support::load_fixtures(REWRITE_FIXTURES);
  ASSERT_TRUE(fixtures) << fixtures.error();
  for (const auto& fixture : *fixtures) {
    if (fixture.is_untouched()) continue;
    const auto stanza = parse(fixture.expected);
    ASSERT_TRUE(stanza) << fixture.name;
    for (const auto bundle : fixture.operation.bundles()) {
      EXPECT_EQ(smscaps::advertises(CapsElement(*stanza), bundle), !fixture.operation.withdraw)
          << fixture.name;
    }
  }
}

}  // namespace
