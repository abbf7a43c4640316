// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/refused.h"

#include <gtest/gtest.h>

#include "gateway/xml/parser.h"

namespace {

using gateway::answer_to_refused;
using gateway::xml::parse;
using gateway::xml::ParseError;

auto answer(const std::string& opening) {
  return answer_to_refused(parse(opening).value(), ParseError::too_long);
}

TEST(Refused, AMessageComesBackAsAnErrorThatPidginShows) {
  const auto error =
      answer("<message xmlns='jabber:component:accept' from='a@b/c' to='+1@d' id='7'/>");
  ASSERT_TRUE(error);
  EXPECT_EQ(write(*error, "jabber:component:accept"),
            "<message type='error' from='+1@d' to='a@b/c' id='7'><error type='modify' code='406'>"
            "<not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>"
            "This is a stanza that is too long.</text></error></message>");
}

TEST(Refused, ARequestIsAnswered) {
  EXPECT_TRUE(answer("<iq xmlns='jabber:component:accept' type='set' from='a@b' to='d' id='7'/>"));
}

TEST(Refused, AnswersArentAnswered) {
  for (const char* opening :
       {"<iq xmlns='jabber:component:accept' type='result' from='a@b' to='d' id='7'/>",
        "<message xmlns='jabber:component:accept' type='error' from='a@b' to='d'/>",
        "<presence xmlns='jabber:component:accept' from='a@b' to='d'/>",
        "<message xmlns='jabber:component:accept' to='d'/>", "<message from='a@b' to='d'/>"}) {
    EXPECT_FALSE(answer(opening)) << opening;
  }
}

}  // namespace
