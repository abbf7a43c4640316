// SPDX-License-Identifier: GPL-2.0-or-later
#include "smscaps/bundle_name.h"

#include <gtest/gtest.h>

#include <string_view>

#include "smscaps/names.h"

namespace {

using smscaps::BundleName;

bool is_name(std::string_view text) {
  return BundleName::parse(text).has_value();
}

TEST(bundle_name, keeps_its_text) {
  EXPECT_EQ(BundleName(smscaps::sms_v1).text(), "sms-v1");
  EXPECT_EQ(BundleName::parse("sms-v2").value(), BundleName(smscaps::sms_v2));
}

TEST(bundle_name, may_begin_with_any_of_its_characters) {
  for (const std::string_view text : {"a", "Z", "0", ".", "-", "_", ":", "a.b-c_d:e9"}) {
    EXPECT_TRUE(is_name(text)) << text;
  }
}

TEST(bundle_name, is_never_empty) {
  EXPECT_FALSE(is_name(""));
}

TEST(bundle_name, has_no_white_space) {
  for (const std::string_view text : {" ", "a b", "a\t", "\na", "a\r"}) {
    EXPECT_FALSE(is_name(text)) << text;
  }
}

TEST(bundle_name, has_no_character_that_would_have_to_be_escaped) {
  for (const std::string_view text : {"a&b", "<", ">", "\"", "'", "a,b", "a/b", "a#b"}) {
    EXPECT_FALSE(is_name(text)) << text;
  }
}

TEST(bundle_name, has_no_zero_byte) {
  EXPECT_FALSE(is_name(std::string_view("a\0b", 3)));
}

TEST(bundle_name, may_have_the_name_characters_outside_ascii) {
  for (const std::string_view text : {"sms-ü", "短信", "\xC2\xB7", "\xF0\xA0\x80\x80"}) {
    EXPECT_TRUE(is_name(text)) << text;
  }
}

TEST(bundle_name, has_no_other_characters_outside_ascii) {
  for (const std::string_view text : {"a\xC2\xA0", "\xC3\x97", "\xC3\xB7", "\xE2\x80\x83",
                                      "\xEF\xBF\xBE", "\xCD\xBE", "\xE2\x86\x90"}) {
    EXPECT_FALSE(is_name(text)) << text;
  }
}

TEST(bundle_name, is_not_read_beyond_its_end) {
  EXPECT_FALSE(is_name(std::string_view("\xC3\xBC", 1)));
}

TEST(bundle_name, is_valid_utf8) {
  for (const std::string_view text : {
           "\x80",              // a continuation alone
           "\xC3",              // cut off
           "\xE7\x9F",          // cut off
           "\xC3\x41",          // no continuation
           "\xC1\xA1",          // overlong 'a'
           "\xE0\x81\xA1",      // overlong 'a'
           "\xF0\x80\x81\xA1",  // overlong 'a'
           "\xED\xA0\x80",      // a surrogate
           "\xF4\x90\x80\x80",  // above U+10FFFF
           "\xFF",
       }) {
    EXPECT_FALSE(is_name(text)) << testing::PrintToString(text);
  }
}

}  // namespace
