// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/cost_words.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

TEST(CostWordsTest, AsksOnlyAboveTheLimit) {
  EXPECT_EQ(check_cost(std::string(2 * 153, 'x'), 2).verdict, SendVerdict::send);
  const SendCheck check = check_cost(std::string((2 * 153) + 1, 'x'), 2);
  EXPECT_EQ(check.verdict, SendVerdict::ask);
  EXPECT_EQ(check.question, "This text takes 3 SMS. Send it?");
  EXPECT_EQ(check.details, "");
}

TEST(CostWordsTest, ZeroNeverAsks) {
  EXPECT_EQ(check_cost(std::string(255 * 153, 'x'), 0).verdict, SendVerdict::send);
}

TEST(CostWordsTest, RefusesWhatNoPhoneJoins) {
  const SendCheck check = check_cost(std::string((255 * 153) + 1, 'x'), 0);
  EXPECT_EQ(check.verdict, SendVerdict::refuse);
  EXPECT_EQ(check.question,
            "Not sent: this text would take 256 SMS, and a phone joins 255 at most. Send it in "
            "parts.");
}

TEST(CostWordsTest, NamesTheCharacterThatCosts) {
  const std::string text = std::string(100, 'x') + "ê";
  EXPECT_EQ(check_cost(text, 1).details,
            "It has characters such as “ê”, which halve what fits into an SMS.");
  EXPECT_EQ(cost_line(text), "Sent as 2 SMS (UCS-2 because of “ê”).");
}

TEST(CostWordsTest, ACharacterThatIsNotSeenIsNamedByItsNumber) {
  EXPECT_EQ(cost_line(std::string(100, 'x') + "\xE2\x80\xAE"),
            "Sent as 2 SMS (UCS-2 because of “U+202E”).");
}

TEST(CostWordsTest, SaysNothingOfASingleMessage) {
  EXPECT_EQ(cost_line("hello"), "");
  EXPECT_EQ(cost_line(std::string(161, 'x')), "Sent as 2 SMS.");
}

TEST(CostWordsTest, WhatIsNoTextIsTheClientsBusiness) {
  EXPECT_EQ(check_cost("\xFF", 1).verdict, SendVerdict::send);
  EXPECT_EQ(cost_line("\xFF"), "");
}

}  // namespace
}  // namespace plugin
