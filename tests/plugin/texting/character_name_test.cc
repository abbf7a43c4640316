// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/character_name.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

TEST(CharacterNameTest, ShowsTheCharacterAndItsNumber) {
  EXPECT_EQ(character_name(U'ê'), "“ê” U+00EA");
  EXPECT_EQ(character_name(U'中'), "“中” U+4E2D");
  EXPECT_EQ(character_name(U'😀'), "“😀” U+1F600");
  EXPECT_EQ(character_name(U'“'), "“ U+201C");
}

TEST(CharacterNameTest, AMarkStandsOnACircle) {
  EXPECT_EQ(character_name(0x0302), "“\u25CC\u0302” U+0302");
}

TEST(CharacterNameTest, WhatIsInvisibleOrHarmfulIsOnlyNumbered) {
  EXPECT_EQ(character_name(0x00A0), "U+00A0");
  EXPECT_EQ(character_name(0x200D), "U+200D");
  EXPECT_EQ(character_name(0x202E), "U+202E");
  EXPECT_EQ(character_name(0x0007), "U+0007");
  EXPECT_EQ(character_name(0xFE0F), "U+FE0F");
  EXPECT_EQ(character_name(0xE0041), "U+E0041");
}

}  // namespace
}  // namespace plugin
