// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/disco_reply.h"

#include <gtest/gtest.h>

#include "plugin/gateways/iq_reply.h"
#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

XmlNodePtr parse(const std::string& xml) {
  return XmlNodePtr(xmlnode_from_str(xml.c_str(), -1));
}

DiscoInfo read_info(const std::string& inside) {
  const XmlNodePtr iq =
      parse("<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>" + inside +
            "</query></iq>");
  return read_disco_info(XmlNode(iq.get()));
}

DiscoItems read_items(const std::string& inside) {
  const XmlNodePtr iq =
      parse("<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'>" + inside +
            "</query></iq>");
  return read_disco_items(XmlNode(iq.get()));
}

TEST(DiscoInfoTest, HasIdentitiesAndTheFeaturesOfAGateway) {
  const DiscoInfo info = read_info(
      "<identity category='gateway' type='sms' name='Texts'/><feature var='jabber:iq:gateway'/>"
      "<feature var='jabber:iq:register'/>");
  ASSERT_NE(info.find("gateway", "sms"), nullptr);
  EXPECT_EQ(info.find("gateway", "sms")->name, "Texts");
  EXPECT_EQ(info.find("gateway", "icq"), nullptr);
  EXPECT_TRUE(info.translates);
  EXPECT_TRUE(info.registers);
}

TEST(DiscoInfoTest, WithoutThemThereAreNone) {
  const DiscoInfo info = read_info("<feature var='jabber:iq:gateway:x'/><identity/>");
  EXPECT_FALSE(info.translates);
  EXPECT_FALSE(info.registers);
}

TEST(DiscoInfoTest, AQueryOfAnotherNamespaceSaysNothing) {
  const XmlNodePtr iq = parse(
      "<iq type='result'><query xmlns='jabber:iq:version'><identity category='gateway' "
      "type='sms'/></query></iq>");
  EXPECT_TRUE(read_disco_info(XmlNode(iq.get())).identities.empty());
  EXPECT_TRUE(read_disco_info(XmlNode(parse("<iq type='result'/>").get())).identities.empty());
}

TEST(DiscoInfoTest, AHugeNameWithMarkupAndOverridesIsMadeHarmless) {
  const DiscoInfo info = read_info("<identity category='gateway' type='sms' name='&lt;b&gt;\u202E" +
                                   std::string(100'000, 'x') + "'/>");
  EXPECT_EQ(info.find("gateway", "sms")->name, "<b>" + std::string(97, 'x') + "…");
}

TEST(DiscoInfoTest, ThousandsOfIdentitiesAreNotKept) {
  std::string many;
  for (int i = 0; i < 10'000; ++i)
    many += "<identity category='c' type='t' name='n'/>";
  EXPECT_EQ(read_info(many).identities.size(), DiscoInfo::most_identities);
  EXPECT_TRUE(read_info("<identity category='" + std::string(1000, 'c') + "' type='sms'/>")
                  .identities.empty());
}

TEST(DiscoItemsTest, AreServicesWithTheirDomainAsItIsCompared) {
  const DiscoItems items = read_items("<item jid='SMS.Example.com' name='Texts'/>");
  ASSERT_EQ(items.items.size(), 1U);
  EXPECT_EQ(items.items[0].domain, "sms.example.com");
  EXPECT_EQ(items.items[0].name, "Texts");
}

TEST(DiscoItemsTest, WhatIsWithinAServiceOrNoAddressIsPassedBy) {
  const DiscoItems items = read_items(
      "<item jid='a.example.com' node='x'/><item jid='room@b.example.com'/><item "
      "jid='c.example.com/x'/><item/><item jid=''/><item jid='a b'/><item jid='d..e'/><item jid='" +
      std::string(1024, 'd') +
      "'/><other jid='f.example.com'/><item jid='g.example.com' node=''/>");
  ASSERT_EQ(items.items.size(), 1U);
  EXPECT_EQ(items.items[0].domain, "g.example.com");
  EXPECT_EQ(items.left_out, 0U);
}

TEST(DiscoItemsTest, TenThousandAreCutAndCounted) {
  std::string many;
  for (int i = 0; i < 10'000; ++i)
    many += "<item jid='s" + std::to_string(i) + ".example.com'/>";
  const DiscoItems items = read_items(many);
  EXPECT_EQ(items.items.size(), DiscoItems::most_items);
  EXPECT_EQ(items.left_out, 10'000 - DiscoItems::most_items);
}

TEST(MayAnswerTest, OnlyWhoWasAsked) {
  EXPECT_TRUE(may_answer("gw.example.com", "gw.example.com", "juliet@example.com"));
  EXPECT_TRUE(may_answer("GW.example.COM", "gw.example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("evil.example.com", "gw.example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("x@gw.example.com", "gw.example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("gw.example.com/x", "gw.example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer(std::nullopt, "gw.example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("juliet@example.com", "gw.example.com", "juliet@example.com"));
}

TEST(MayAnswerTest, TheServerMayLeaveItsNameOutOrAnswerForTheAccount) {
  EXPECT_TRUE(may_answer(std::nullopt, "example.com", "juliet@example.com"));
  EXPECT_TRUE(may_answer("", "example.com", "juliet@example.com"));
  EXPECT_TRUE(may_answer("juliet@example.com", "example.com", "juliet@example.com"));
  EXPECT_TRUE(may_answer("juliet@example.com/balcony", "example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("romeo@example.com", "example.com", "juliet@example.com"));
  EXPECT_FALSE(may_answer("gw.example.com", "example.com", "juliet@example.com"));
}

std::string words_of(const std::string& inside) {
  return error_words(XmlNode(parse("<iq type='error'><query/>" + inside + "</iq>").get()));
}

TEST(ErrorWordsTest, AreTheTextElseTheConditionElseNothing) {
  EXPECT_EQ(words_of("<error><item-not-found/><text>No such number</text></error>"),
            "No such number");
  EXPECT_EQ(words_of("<error code='404'>Not found</error>"), "Not found");
  EXPECT_EQ(words_of("<error><item-not-found/></error>"), "item-not-found");
  EXPECT_EQ(words_of("<error/>"), "");
  EXPECT_EQ(words_of(""), "");
  EXPECT_EQ(words_of("<error><text>a\u202E&#10;b" + std::string(10'000, 'x') + "</text></error>"),
            "a b" + std::string(297, 'x') + "…");
}

}  // namespace
}  // namespace plugin
