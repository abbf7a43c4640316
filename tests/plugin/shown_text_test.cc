// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/shown_text.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

TEST(ShownTextTest, AnOrdinaryNameStaysAsItIs) {
  EXPECT_EQ(shown_text("Käthes Texte 😀", 100), "Käthes Texte 😀");
  EXPECT_EQ(shown_text("", 100), "");
}

TEST(ShownTextTest, BlanksBecomeOneSpaceAndNoneAtTheEnds) {
  EXPECT_EQ(shown_text("  a \r\n\t b\xC2\xA0", 100), "a b");
}

TEST(ShownTextTest, WhatIsNotSeenOrTurnsTextAroundGoes) {
  EXPECT_EQ(shown_text("a\u202Eb\u2066c\u200Bd\uFEFFe", 100), "abcde");
  EXPECT_EQ(shown_text(std::string_view("a\0b\x1B[31m\x7F\xC2\x9B", 11), 100), "ab[31m");
}

TEST(ShownTextTest, BytesThatAreNotUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(shown_text("a\xFF\xC3", 100), "a\uFFFD\uFFFD");
  EXPECT_EQ(shown_text("\xC0\x80\xED\xA0\x80", 100), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(ShownTextTest, ALongTextIsCutBetweenCharacters) {
  EXPECT_EQ(shown_text("äöüäöü", 3), "äöü…");
  EXPECT_EQ(shown_text("ab cd", 3), "ab…");
  EXPECT_EQ(shown_text("abc", 3), "abc");
  EXPECT_EQ(shown_text("abc   ", 3), "abc");
}

TEST(ShownTextTest, WhatJoinsLettersAndEmojiStays) {
  EXPECT_EQ(shown_text("👩\u200d💻 می\u200cخواهم"), "👩\u200d💻 می\u200cخواهم");
  EXPECT_EQ(shown_text("\u200d\ufe0f"), "") << "but is nothing by itself";
}

TEST(ShownTextTest, LinesKeepTheirShape) {
  EXPECT_EQ(shown_lines("a\r\n\tb\x1b[0m"), "a\n\tb[0m");
  EXPECT_EQ(shown_lines("\u202eevil\u202c \u2066x\u2069"), "evil x");
  EXPECT_EQ(shown_lines("שלום\u200f Zoë 👩\u200d👧"), "שלום\u200f Zoë 👩\u200d👧");
}

}  // namespace
}  // namespace plugin
