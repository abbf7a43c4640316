// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/one_line.h"

#include <array>
#include <utility>

#include <gtest/gtest.h>

#include "sms/utf8.h"

namespace gateway {
namespace {

TEST(OneLine, LeavesTextAsItIs) {
  EXPECT_EQ(one_line("Grüße, 30 €, 😀 \\ \"so\"", 200), "Grüße, 30 €, 😀 \\ \"so\"");
  EXPECT_EQ(one_line("", 200), "");
}

TEST(OneLine, HasASpaceForEachCharacterThatDoesHarm) {
  EXPECT_EQ(one_line("a\r\n\x1B[31mb\x7F", 200), "a   [31mb ");
  EXPECT_EQ(one_line("a\u0085b\u009Bc", 200), "a b c");
  EXPECT_EQ(one_line("a\u2028b\u2029c", 200), "a b c");
  EXPECT_EQ(one_line("a\u202Eb\u2066c\u200Fd\u061Ce", 200), "a b c d e");
}

TEST(OneLine, IsWholeUtf8WhateverComesIn) {
  EXPECT_EQ(one_line("a\xFFz", 200), "a\uFFFDz");
  EXPECT_EQ(one_line("a\xE2\x82", 200), "a\uFFFD");
  EXPECT_EQ(one_line("\xC3\xC3\xC3 b \x80", 200), "\uFFFD b \uFFFD");
  for (std::size_t most = 0; most < 20; ++most) {
    for (const char* text : {"€€€€€€€€", "😀😀😀😀😀😀", "\x80\x80\x80\x80\x80\x80\x80", "é\xE2\x82x"}) {
      EXPECT_FALSE(sms::first_invalid_utf8(one_line(text, most))) << most << ' ' << text;
      EXPECT_FALSE(sms::first_invalid_utf8(one_line_escaped(text, most))) << most << ' ' << text;
    }
  }
}

TEST(OneLine, IsCutBetweenCharactersAndSaysSo) {
  EXPECT_EQ(one_line("abcdef", 3), "abc…");
  EXPECT_EQ(one_line("ab\u00E9def", 3), "ab…");
  EXPECT_EQ(one_line("ab\u00E9", 4), "ab\u00E9");
  EXPECT_EQ(shortened("ab\u00E9\ndef", 5), "ab\u00E9\n…");
  EXPECT_EQ(shortened("abc", 3), "abc");
}

TEST(OneLine, EscapedTellsWhatCame) {
  const std::array<std::pair<const char*, const char*>, 5> cases{{
      {"a\nb", "a\\x0ab"},
      {"a\\x0ab", "a\\\\x0ab"},  // not the same as the one above
      {"\u2028", "\\xe2\\x80\\xa8"},
      {"\xFF", "\\xff"},
      {"é \"", "é \""},
  }};
  for (const auto& [came, shown] : cases)
    EXPECT_EQ(one_line_escaped(came, 200), shown);
}

}  // namespace
}  // namespace gateway
