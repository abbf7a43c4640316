// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/pair_table.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway {
namespace {

std::string text_of(const std::string* found) {
  return found == nullptr ? "nobody" : *found;
}

TEST(PairTable, FindsTheUserByTheNumberAndTheNumberByTheUser) {
  PairTable pairs;
  EXPECT_EQ(text_of(pairs.user_of("+13075550001", "+13075551212")), "nobody");
  pairs.claim("+13075550001", "+13075551212", "romeo@example.com");
  pairs.claim("+13075550002", "+13075551212", "mercutio@example.com");
  EXPECT_EQ(text_of(pairs.user_of("+13075550001", "+13075551212")), "romeo@example.com");
  EXPECT_EQ(text_of(pairs.user_of("+13075550002", "+13075551212")), "mercutio@example.com");
  EXPECT_EQ(text_of(pairs.user_of("+13075550001", "+13075551213")), "nobody");
  EXPECT_EQ(text_of(pairs.own_of("romeo@example.com", "+13075551212")), "+13075550001");
  EXPECT_EQ(text_of(pairs.own_of("romeo@example.com", "+13075551213")), "nobody");
}

TEST(PairTable, TheLastClaimCounts) {
  PairTable pairs;
  pairs.claim("A", "+13075551212", "romeo@example.com");
  pairs.claim("B", "+13075551212", "romeo@example.com");
  EXPECT_EQ(text_of(pairs.own_of("romeo@example.com", "+13075551212")), "B");
  EXPECT_EQ(text_of(pairs.user_of("A", "+13075551212")), "romeo@example.com");
  pairs.claim("A", "+13075551212", "mercutio@example.com");
  EXPECT_EQ(text_of(pairs.user_of("A", "+13075551212")), "mercutio@example.com");
  pairs.claim("A", "+13075551212", "romeo@example.com");
  EXPECT_EQ(text_of(pairs.own_of("romeo@example.com", "+13075551212")), "A");
}

TEST(PairTable, NumbersCodesAndNamesAreNotTakenForEachOther) {
  PairTable pairs;
  const std::string peers[] = {"+112",
                               "112",
                               "0112",
                               "00112",
                               "SHOP",
                               "shop",
                               "+0112",
                               "123456789012345",
                               "1234567890123456"};
  for (const std::string& peer : peers)
    pairs.claim("own", peer, "user of " + peer);
  for (const std::string& peer : peers)
    EXPECT_EQ(text_of(pairs.user_of("own", peer)), "user of " + peer);
}

TEST(PairTable, FindsEachOfMany) {
  constexpr int many = 20'000;
  PairTable pairs;
  for (int i = 0; i < many; ++i) {
    pairs.claim("own" + std::to_string(i % 7), "+1307" + std::to_string(1'000'000 + i / 7),
                "user" + std::to_string(i % 7));
  }
  EXPECT_EQ(pairs.size(), static_cast<std::size_t>(many));
  for (int i = 0; i < many; ++i) {
    const std::string peer = "+1307" + std::to_string(1'000'000 + i / 7);
    ASSERT_EQ(text_of(pairs.user_of("own" + std::to_string(i % 7), peer)),
              "user" + std::to_string(i % 7));
  }
}

}  // namespace
}  // namespace gateway
