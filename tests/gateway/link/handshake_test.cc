// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/handshake.h"

#include <gtest/gtest.h>

namespace {

// "3BF96D32" + "test", by sha1sum.
TEST(Handshake, IsTheDigestOfIdAndSecret) {
  EXPECT_EQ(gateway::handshake("3BF96D32", "test"),
            "<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>");
}

TEST(Handshake, TheOpeningNamesTheDomain) {
  EXPECT_EQ(gateway::stream_opening("sms.example.com"),
            "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
            "xmlns:stream='http://etherx.jabber.org/streams' to='sms.example.com'>");
}

TEST(Handshake, AStreamErrorEndsTheStream) {
  EXPECT_EQ(gateway::stream_error("policy-violation"),
            "<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
            "</stream:error></stream:stream>");
}

}  // namespace
