// SPDX-License-Identifier: GPL-2.0-or-later
// Over libpurple's own XML, as the plugin reads it.
#include "plugin/contacts/read_card.h"

#include <gtest/gtest.h>

#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

std::optional<Card> read(const char* xml) {
  const XmlNodePtr node(xmlnode_from_str(xml, -1));
  return read_card(XmlNode(node.get()));
}

TEST(ReadCardTest, ReadsNameNumbersAndTypes) {
  const auto card = read(
      "<vcard><fn><text>A &lt;b&gt; &amp;amp;</text></fn><tel><parameters><type>cell</type>"
      "<type>home</type><pref>1</pref></parameters><text>+1 307</text></tel>"
      "<tel><text>5</text></tel></vcard>");
  ASSERT_TRUE(card);
  EXPECT_EQ(card->name, "A <b> &amp;");
  ASSERT_EQ(card->tels.size(), 2U);
  EXPECT_EQ(card->tels[0].text, "+1 307");
  EXPECT_EQ(card->tels[0].types, (std::vector<std::string>{"cell", "home"}));
  EXPECT_TRUE(card->tels[0].is_preferred);
  EXPECT_EQ(card->tels[1].text, "5");
  EXPECT_FALSE(card->tels[1].is_preferred);
}

TEST(ReadCardTest, TakesAnEmptyCardForOne) {
  const auto card = read("<vcard/>");
  ASSERT_TRUE(card);
  EXPECT_EQ(card->name, "");
  EXPECT_TRUE(card->tels.empty());
}

TEST(ReadCardTest, TakesNothingElseForACard) {
  EXPECT_FALSE(read("<broken line='1'>why</broken>"));
}

}  // namespace
}  // namespace plugin
