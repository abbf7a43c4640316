// SPDX-License-Identifier: GPL-2.0-or-later
#include "smscaps/token_list.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using smscaps::BundleName;
using smscaps::has_token;
using smscaps::with_tokens;

using Names = std::vector<BundleName>;

std::vector<std::string_view> tokens_of(std::string_view list) {
  std::vector<std::string_view> result;
  for (const std::string_view token : smscaps::Tokens(list))
    result.push_back(token);
  return result;
}

TEST(tokens, of_an_empty_list_are_none) {
  EXPECT_TRUE(tokens_of("").empty());
}

TEST(tokens, of_white_space_alone_are_none) {
  EXPECT_TRUE(tokens_of(" \t\r\n ").empty());
}

TEST(tokens, come_in_order_and_without_white_space) {
  EXPECT_EQ(tokens_of(" a\tb\r\n c "), (std::vector<std::string_view>{"a", "b", "c"}));
}

TEST(tokens, are_not_separated_by_the_white_space_of_other_standards) {
  EXPECT_EQ(tokens_of("a\vb\fc"), (std::vector<std::string_view>{"a\vb\fc"}));
}

TEST(tokens, may_be_longer_than_any_buffer) {
  const std::string token(100'000, 'x');
  EXPECT_EQ(tokens_of(" " + token + " "), (std::vector<std::string_view>{token}));
}

TEST(has_token, finds_it_first_last_and_alone) {
  EXPECT_TRUE(has_token("sms-v1", "sms-v1"));
  EXPECT_TRUE(has_token("sms-v1 a", "sms-v1"));
  EXPECT_TRUE(has_token("a\tsms-v1", "sms-v1"));
}

TEST(has_token, takes_no_part_of_a_token_for_it) {
  EXPECT_FALSE(has_token("sms-v10 xsms-v1 sms-v", "sms-v1"));
}

TEST(has_token, never_finds_the_empty_token) {
  EXPECT_FALSE(has_token(" a  b ", ""));
}

TEST(with_tokens, appends_what_is_missing_in_the_order_given) {
  EXPECT_EQ(with_tokens("b", Names{"c", "b", "a"}, {}), "b c a");
}

TEST(with_tokens, of_an_empty_list_begins_without_a_space) {
  EXPECT_EQ(with_tokens("", Names{"a"}, {}), "a");
}

TEST(with_tokens, removes_every_occurrence) {
  EXPECT_EQ(with_tokens("a b a c a", {}, Names{"a"}), "b c");
}

TEST(with_tokens, is_empty_when_no_token_is_left) {
  EXPECT_EQ(with_tokens(" a ", {}, Names{"a"}), "");
}

TEST(with_tokens, writes_single_spaces) {
  EXPECT_EQ(with_tokens(" a \t b\n", {}, {}), "a b");
}

TEST(with_tokens, leaves_out_a_name_that_is_in_both_sets) {
  EXPECT_EQ(with_tokens("b", Names{"a"}, Names{"a"}), "b");
}

TEST(with_tokens, adds_a_name_once_that_is_given_twice) {
  EXPECT_EQ(with_tokens("", Names{"a", "a"}, {}), "a");
}

}  // namespace
