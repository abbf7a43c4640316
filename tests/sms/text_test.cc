// SPDX-License-Identifier: GPL-2.0-or-later
// What rows cannot say of texts: the tables as tables, headers of 16 bits, long texts.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "sms/sms.h"

namespace {

using sms::ConcatHeader;
using sms::Encoding;
using sms::Gsm7Code;

TEST(Gsm7, EveryCodeOfTheDefaultAlphabetButTheEscapeIsACharacterOfItsOwn) {
  std::set<char32_t> characters;
  for (unsigned code = 0; code < 128; ++code) {
    const Gsm7Code plain{static_cast<std::uint8_t>(code), false};
    const std::optional<char32_t> character = sms::from_gsm7(plain);
    if (code == 0x1B) {
      EXPECT_EQ(character, std::nullopt);
      continue;
    }
    ASSERT_TRUE(character) << code;
    EXPECT_EQ(sms::to_gsm7(*character), plain) << code;
    characters.insert(*character);
  }
  EXPECT_EQ(characters.size(), 127U);
}

TEST(Gsm7, TheExtensionTableHasTenCharacters) {
  std::u32string characters;
  for (unsigned code = 0; code < 256; ++code) {
    const Gsm7Code escaped{static_cast<std::uint8_t>(code), true};
    const std::optional<char32_t> character = sms::from_gsm7(escaped);
    if (!character) continue;
    EXPECT_EQ(sms::to_gsm7(*character), escaped) << code;
    characters += *character;
  }
  EXPECT_EQ(characters, U"\f^{}\\[~]|€");
}

TEST(Gsm7, CodesAbove127StandForNothing) {
  EXPECT_EQ(sms::from_gsm7({0x80, false}), std::nullopt);
  EXPECT_EQ(sms::from_gsm7({0xFF, false}), std::nullopt);
}

TEST(Gsm7, NoOtherCharacterHasACode) {
  std::size_t plain = 0;
  std::size_t escaped = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::optional<Gsm7Code> code = sms::to_gsm7(c);
    if (code) ++(code->is_escaped ? escaped : plain);
  }
  EXPECT_EQ(plain, 127U);
  EXPECT_EQ(escaped, 10U);
}

TEST(Segments, HaveTheCapacitiesOfTheSpecification) {
  EXPECT_EQ(sms::single_capacity(Encoding::gsm7), 160U);
  EXPECT_EQ(sms::single_capacity(Encoding::ucs2), 70U);
  EXPECT_EQ(sms::part_capacity(Encoding::gsm7), 153U);
  EXPECT_EQ(sms::part_capacity(Encoding::ucs2), 67U);
  EXPECT_EQ(sms::part_capacity(Encoding::gsm7, ConcatHeader::reference_16_bit), 152U);
  EXPECT_EQ(sms::part_capacity(Encoding::ucs2, ConcatHeader::reference_16_bit), 66U);
}

TEST(Segments, WithSixteenBitReferencesHoldOneUnitLess) {
  const std::string text(161, 'a');
  EXPECT_EQ(sms::split(text, ConcatHeader::reference_16_bit)->front().size(), 152U);
  EXPECT_EQ(sms::segment(text, ConcatHeader::reference_16_bit)->units_left, 143U);
}

TEST(Segments, BeyondThe255thAreCountedButNotSendable) {
  EXPECT_TRUE(sms::segment(std::string(std::size_t{153} * 255, 'a'))->is_sendable());
  const auto longer = sms::segment(std::string(std::size_t{153} * 255 + 1, 'a'));
  EXPECT_EQ(longer->segments, 256U);
  EXPECT_FALSE(longer->is_sendable());
}

TEST(Segments, OfTenMegabytesAreCounted) {
  std::string text;
  text.resize(10'000'000, 'a');
  const auto counted = sms::segment(text);
  EXPECT_EQ(counted->segments, 65360U);
  EXPECT_EQ(counted->units, 10'000'000U);
}

TEST(Segments, OfEveryCharacterListEachForcingOneOnce) {
  std::string text;
  for (unsigned c = 0x4E00; c < 0x9FFF; ++c) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
  EXPECT_EQ(sms::segment(text + text)->forcing.size(), 0x9FFFU - 0x4E00U);
}

TEST(Segments, ErrorsNameTheByteAndItsOffset) {
  const auto counted = sms::segment("ab\xFF");
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error().message,
            "the text is not UTF-8: byte 0xFF at offset 2 begins no character");
}

TEST(Segments, ErrorsNameALoneSurrogate) {
  EXPECT_EQ(sms::segment("ab\xED\xA0\xBD!").error().message,
            "the text is not UTF-8: the surrogate U+D83D at offset 2 is no character");
  EXPECT_EQ(sms::segment("\xED\xA0").error().message,
            "the text is not UTF-8: byte 0xED at offset 0 begins no character");
}

TEST(SafeSpelling, TellsWhatItCostsBeforeAndAfter) {
  const auto spelling = sms::gsm_safe(std::string(159, 'a') + "ç");
  EXPECT_EQ(spelling->before.segments, 3U);
  EXPECT_EQ(spelling->after.segments, 1U);
}

}  // namespace
