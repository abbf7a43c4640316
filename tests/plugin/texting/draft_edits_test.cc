// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/draft_edits.h"

#include <gtest/gtest.h>

#include "sms/gsm_safe.h"

namespace plugin {
namespace {

TEST(DraftEditsTest, TouchOnlyWhatIsReplaced) {
  EXPECT_EQ(safe_edits("fête à Noël…"),
            (DraftEdits{{1, "ê", "e"}, {9, "ë", "e"}, {11, "…", "..."}}));
  EXPECT_EQ(safe_edits("plain"), DraftEdits());
  EXPECT_EQ(safe_edits("привет"), DraftEdits());
  EXPECT_EQ(safe_edits(""), DraftEdits());
  EXPECT_EQ(safe_edits("a\xFF“"), DraftEdits());
}

TEST(DraftEditsTest, AnAccentOfItsOwnJoinsItsLetter) {
  EXPECT_EQ(safe_edits("cafe\u0301s"), (DraftEdits{{3, "e\u0301", "é"}}));
  EXPECT_EQ(safe_edits("\u0301a"), DraftEdits()) << "it has no letter before it";
}

TEST(DraftEditsTest, APictureStaysWhereItIs) {
  EXPECT_EQ(safe_edits("“\uFFFC”"), (DraftEdits{{0, "“", "\""}, {2, "”", "\""}}));
  EXPECT_EQ(safe_edits("ê\uFFFC\u0302\uFFFC\uFFFCe\u0302"),
            (DraftEdits{{0, "ê", "e"}, {6, "\u0302", ""}}));
}

TEST(DraftEditsTest, GiveTheSafeSpellingAndBack) {
  for (const std::string text :
       {"“Ça va, François…” – fête", "e\u0302\u0301x\u0302", "a\u200B\u0300b", "ＡＢＣ！", "Ø“”ø",
        "😀 “привет” ½", "\u0302\u0302", "ﬁancé", "x\u00A0y\u2009z"}) {
    const DraftEdits edits = safe_edits(text);
    const std::string replaced = applied(text, edits);
    EXPECT_EQ(replaced, sms::gsm_safe(text)->text);
    EXPECT_EQ(applied(replaced, inverse(edits)), text);
    EXPECT_EQ(inverse(inverse(edits)), edits) << text;
  }
}

TEST(DraftEditsTest, ALongTextOfSpecialCharacters) {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "ê—";
  EXPECT_EQ(applied(text, safe_edits(text)), sms::gsm_safe(text)->text);
}

TEST(DraftEditsTest, TheCursorStaysBetweenTheSameLetters) {
  const DraftEdits edits = safe_edits("a…ê…b");  // a...e...b
  EXPECT_EQ(moved(0, edits), 0U);
  EXPECT_EQ(moved(1, edits), 1U);
  EXPECT_EQ(moved(4, edits), 8U);
  EXPECT_EQ(moved(5, edits), 9U);
  EXPECT_EQ(moved(8, inverse(edits)), 4U);
}

TEST(DraftEditsTest, CountsCharacters) {
  EXPECT_EQ(character_count(""), 0U);
  EXPECT_EQ(character_count("aê€😀"), 4U);
}

}  // namespace
}  // namespace plugin
