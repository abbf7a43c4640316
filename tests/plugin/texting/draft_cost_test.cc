// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/draft_cost.h"

#include <string>

#include <gtest/gtest.h>

namespace plugin {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i)
    result += text;
  return result;
}

TEST(DraftCostTest, CountsTextsAndWhatIsLeft) {
  EXPECT_EQ(draft_cost(""), (DraftCost{"1 SMS · 160 left", DraftLevel::normal}));
  EXPECT_EQ(draft_cost("Where are you?").label, "1 SMS · 146 left");
  EXPECT_EQ(draft_cost("[€]").label, "1 SMS · 154 left");
  EXPECT_EQ(draft_cost("fête").label, "1 SMS · 66 left");
  EXPECT_EQ(draft_cost(std::string(160, 'x')).label, "1 SMS · 0 left");
  EXPECT_EQ(draft_cost(std::string(161, 'x')).label, "2 SMS · 145 left");
}

TEST(DraftCostTest, WarnsFromThreeTextsOn) {
  EXPECT_EQ(draft_cost(std::string(306, 'x')).level, DraftLevel::normal);
  EXPECT_EQ(draft_cost(std::string(307, 'x')),
            (DraftCost{"3 SMS · 152 left", DraftLevel::warning}));
  EXPECT_EQ(draft_cost(repeated("ê", 135)).level, DraftLevel::warning);
}

TEST(DraftCostTest, SaysWhenAPhoneCannotJoinTheParts) {
  EXPECT_EQ(draft_cost(std::string(std::size_t{255} * 153, 'x')),
            (DraftCost{"255 SMS · 0 left", DraftLevel::warning}));
  const DraftCost too_long{"Too long: over 255 SMS", DraftLevel::unsendable};
  EXPECT_EQ(draft_cost(std::string(std::size_t{255} * 153 + 1, 'x')), too_long);
  EXPECT_EQ(draft_cost(std::string(1'000'000, 'x')), too_long);
  EXPECT_EQ(too_long_cost(), too_long);
  EXPECT_EQ(explain_cost(std::string(1'000'000, 'x')),
            "A phone joins at most 255 SMS into one text: please shorten it.");
}

// The bounds that spare a long draft its counting must never refuse one that can be sent.
TEST(DraftCostTest, ItsBoundsLieAboveTheLongestTexts) {
  for (const std::string character : {"x", "Δ", "€", "ê", "中", "😀"}) {
    std::size_t fitting = 0;
    for (std::size_t step = most_draft_characters; step > 0; step /= 2) {
      while (fitting + step <= most_draft_characters &&
             sms::segment(repeated(character, fitting + step))->is_sendable()) {
        fitting += step;
      }
    }
    EXPECT_LE(fitting, most_draft_characters) << character;
    EXPECT_LE(fitting * character.size(), most_draft_bytes) << character;
    EXPECT_NE(draft_cost(repeated(character, fitting)).level, DraftLevel::unsendable) << character;
  }
}

TEST(DraftCostTest, BytesThatAreNoTextAreNoCrash) {
  const DraftCost broken{"Cannot be sent as SMS", DraftLevel::unsendable};
  for (const std::string& bytes : {std::string("a\xFF"), std::string("a\0b", 3),
                                   std::string("\xED\xA0\x80"), std::string("\xF0\x9F")}) {
    EXPECT_EQ(draft_cost(bytes), broken);
    EXPECT_EQ(explain_cost(bytes), "The text has a character that no phone can receive.");
    EXPECT_EQ(offer_to_replace(bytes), "");
  }
}

TEST(ExplainCostTest, SaysWhatIsUsed) {
  EXPECT_EQ(explain_cost("Where are you?"),
            "14 of 160 characters used.\n"
            "All are in the alphabet of phones (GSM-7). Signs like € and [ count as two.");
  EXPECT_EQ(explain_cost(std::string(300, 'x')).substr(0, 45),
            "300 characters in 2 SMS of at most 153 each.\n");
}

TEST(ExplainCostTest, NamesTheCharactersThatMakeTheTextDear) {
  const std::string text = explain_cost("“Fête”\u202E" + std::string(70, 'x'));
  EXPECT_NE(text.find("(UCS-2)"), std::string::npos) << text;
  EXPECT_NE(text.find("\nSpecial characters: “ U+201C, “ê” U+00EA, ” U+201D, U+202E."),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("\u202E"), std::string::npos) << "it would turn the tooltip around";
}

TEST(ExplainCostTest, NamesTenAtMost) {
  const std::string text = explain_cost("абвгдежзийклм");
  EXPECT_NE(text.find("“й” U+0439 and 3 more."), std::string::npos) << text;
  EXPECT_EQ(text.find("U+043A"), std::string::npos) << text;
}

TEST(ExplainCostTest, SaysWhatReplacingSaves) {
  const std::string expensive = "fête" + std::string(80, 'x');
  EXPECT_NE(explain_cost(expensive).find("\nReplacing them makes it 1 SMS instead of 2."),
            std::string::npos);
  EXPECT_EQ(offer_to_replace(expensive), "_Reduce to 1 SMS");
  EXPECT_NE(explain_cost("fête").find(
                "\nReplacing them leaves room for 156 more characters instead of 66."),
            std::string::npos);
  EXPECT_EQ(offer_to_replace("fête"), "Make mo_re room");
}

TEST(ExplainCostTest, OffersNothingThatGainsNothing) {
  for (const std::string text : {"", "plain", "привет", "fête привет", "😀"}) {
    EXPECT_EQ(offer_to_replace(text), "") << text;
    EXPECT_EQ(explain_cost(text).find("Replacing"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace plugin
