// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/form.h"

#include <gtest/gtest.h>

namespace gateway::twilio {
namespace {

TEST(TwilioForm, ReadsNamesAndValuesInOrder) {
  const auto form = parse_form("From=%2B1307&Body=Good+night%21&Empty=&Bare&&Body=2");
  ASSERT_TRUE(form);
  EXPECT_EQ(
      *form,
      (Form{
          {"From", "+1307"}, {"Body", "Good night!"}, {"Empty", ""}, {"Bare", ""}, {"Body", "2"}}));
  EXPECT_EQ(field(*form, "Body"), "Good night!");
  EXPECT_EQ(field(*form, "To"), std::nullopt);
}

TEST(TwilioForm, RefusesWhatIsNone) {
  EXPECT_FALSE(parse_form("a=%"));
  EXPECT_FALSE(parse_form("a=%2"));
  EXPECT_FALSE(parse_form("a=%zz"));
  EXPECT_FALSE(parse_form("a=%00"));
  EXPECT_TRUE(parse_form(""));
}

TEST(TwilioForm, RefusesMoreFieldsThanAnyCarrierSends) {
  std::string many;
  for (std::size_t i = 0; i < most_fields; ++i)
    many += "a=b&";
  EXPECT_TRUE(parse_form(many));
  EXPECT_FALSE(parse_form(many + "a=b"));
}

TEST(TwilioForm, WritesWhatItReads) {
  const Form form = {{"Body", "50% & more = \xE2\x82\xAC +\r\n~"}, {"MediaUrl", "https://a/b?c=d"}};
  EXPECT_EQ(write_form(form),
            "Body=50%25%20%26%20more%20%3D%20%E2%82%AC%20%2B%0D%0A~&"
            "MediaUrl=https%3A%2F%2Fa%2Fb%3Fc%3Dd");
  EXPECT_EQ(parse_form(write_form(form)), form);
}

}  // namespace
}  // namespace gateway::twilio
