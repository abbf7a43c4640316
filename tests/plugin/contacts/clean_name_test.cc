// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/clean_name.h"

#include <gtest/gtest.h>

#include "sms/utf8.h"

namespace plugin {
namespace {

using namespace std::string_view_literals;

TEST(CleanNameTest, MakesOneSpaceOfWhiteSpaceOfAnyKind) {
  EXPECT_EQ(clean_name("  Anna \t\r\n Berg\u00A0\u3000Öz \u2028"), "Anna Berg Öz");
}

TEST(CleanNameTest, LeavesOutWhatHidesOrTurnsText) {
  EXPECT_EQ(clean_name("Anna\u202E gnp\u2066\u200F\u061C"), "Anna gnp");
  EXPECT_EQ(clean_name("A\0n\x01n\x1b[31ma\x7f"sv), "Ann[31ma");
  EXPECT_EQ(clean_name("An\u200Bna\uFEFF\u00AD\u0085"), "Anna");
}

TEST(CleanNameTest, KeepsWhatJoinsLettersAndEmoji) {
  EXPECT_EQ(clean_name("👩\u200D🚀 Anna"), "👩\u200D🚀 Anna");
  EXPECT_EQ(clean_name("می\u200Cخواهم"), "می\u200Cخواهم");
}

TEST(CleanNameTest, IsEmptyWhenNothingCanBeSeen) {
  EXPECT_EQ(clean_name(""), "");
  EXPECT_EQ(clean_name(" \u200D\uFE0F \u202E\t"), "");
}

TEST(CleanNameTest, CountsCharactersAndCutsNone) {
  EXPECT_EQ(clean_name("ÖÖÖÖ", 3), "ÖÖÖ");
  EXPECT_EQ(clean_name("ab cd", 3), "ab") << "no space at the end";
  EXPECT_EQ(clean_name("🎉🎉🎉", 2), "🎉🎉");
  std::string name;
  for (int i = 0; i < 1000; ++i)
    name += "é";
  EXPECT_EQ(clean_name(name).size(), 200U);
}

TEST(CleanNameTest, EndsWhereTheTextIsNoUtf8) {
  EXPECT_EQ(clean_name("Anna\xFF Berg"), "Anna");
}

}  // namespace
}  // namespace plugin
