// SPDX-License-Identifier: GPL-2.0-or-later
#include "smscaps/presence.h"

#include <gtest/gtest.h>

#include <string_view>

#include "libxml_tree.h"

namespace {

using test_support::LibxmlTree;

bool advertises(std::string_view xml, smscaps::BundleName bundle = "sms-v1") {
  return smscaps::advertises(LibxmlTree(xml).root(), bundle);
}

TEST(advertises, an_available_presence_with_the_token) {
  EXPECT_TRUE(advertises(
      "<presence><c xmlns='http://jabber.org/protocol/caps' ext='a sms-v1 b'/></presence>"));
}

TEST(advertises, with_any_prefix_and_in_any_stanza_namespace) {
  EXPECT_TRUE(
      advertises("<presence xmlns='jabber:client'>"
                 "<q:c xmlns:q='http://jabber.org/protocol/caps' ext='sms-v1'/></presence>"));
  EXPECT_TRUE(
      advertises("<presence xmlns='jabber:component:accept'>"
                 "<c xmlns='http://jabber.org/protocol/caps' ext='sms-v1'/></presence>"));
}

TEST(advertises, only_the_bundle_asked_for) {
  constexpr std::string_view xml =
      "<presence><c xmlns='http://jabber.org/protocol/caps' ext='sms-v2'/></presence>";
  EXPECT_FALSE(advertises(xml, "sms-v1"));
  EXPECT_TRUE(advertises(xml, "sms-v2"));
}

TEST(advertises, not_without_caps_or_ext) {
  EXPECT_FALSE(advertises("<presence/>"));
  EXPECT_FALSE(
      advertises("<presence><c xmlns='http://jabber.org/protocol/caps' node='n'/></presence>"));
  EXPECT_FALSE(
      advertises("<presence><c xmlns='http://jabber.org/protocol/caps' ext=''/></presence>"));
}

TEST(advertises, not_when_going_away) {
  EXPECT_FALSE(
      advertises("<presence type='unavailable'>"
                 "<c xmlns='http://jabber.org/protocol/caps' ext='sms-v1'/></presence>"));
}

TEST(advertises, not_in_another_stanza_or_namespace) {
  EXPECT_FALSE(
      advertises("<message><c xmlns='http://jabber.org/protocol/caps' ext='sms-v1'/></message>"));
  EXPECT_FALSE(
      advertises("<presence xmlns='jabber:server'>"
                 "<c xmlns='http://jabber.org/protocol/caps' ext='sms-v1'/></presence>"));
  EXPECT_FALSE(advertises("<presence><c xmlns='urn:other' ext='sms-v1'/></presence>"));
}

TEST(advertises, not_in_a_second_caps_element) {
  EXPECT_FALSE(
      advertises("<presence><c xmlns='http://jabber.org/protocol/caps' ext='a'/>"
                 "<c xmlns='http://jabber.org/protocol/caps' ext='sms-v1'/></presence>"));
}

}  // namespace
