// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/bounce.h"

#include <string>

#include <gtest/gtest.h>

#include "gateway/xml/names.h"

namespace gateway {
namespace {

xml::Element sent_back(const std::string& words, const std::string& condition = "forbidden") {
  xml::Element message("message", xml::component_namespace);
  xml::Element& error = message.add("error");
  error.set("type", "cancel");
  error.add(xml::Element(condition, xml::stanza_errors_namespace));
  error.add(xml::Element("text", xml::stanza_errors_namespace)).add_text(words);
  return message;
}

TEST(Bounce, HasTheConditionAndTheServersWords) {
  const Bounce bounce = read_bounce(sent_back("Nobody is here"));
  EXPECT_FALSE(bounce.is_for_now);
  EXPECT_EQ(bounce.condition, "forbidden");
  EXPECT_EQ(bounce.text, "Nobody is here");
}

TEST(Bounce, IsForNowWhereNothingIsKeptForUsersWhoAreAway) {
  EXPECT_TRUE(read_bounce(sent_back("", "service-unavailable")).is_for_now);
}

TEST(Bounce, CutsWordsBetweenCharacters) {
  std::string as;
  while (as.size() < 199)
    as += 'a';
  EXPECT_EQ(read_bounce(sent_back(as + "é und mehr")).text, as + "…");
}

TEST(Bounce, HasOneLineOfThem) {
  EXPECT_EQ(read_bounce(sent_back("gone\nforged\u202E")).text, "gone forged ");
}

}  // namespace
}  // namespace gateway
