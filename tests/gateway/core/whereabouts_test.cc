// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/whereabouts.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway {
namespace {

constexpr Time noon{std::chrono::hours{12}};

TEST(Whereabouts, KnowsWhoCameAndWhoWent) {
  Whereabouts whereabouts;
  EXPECT_EQ(whereabouts.is_there("juliet", "a"), std::nullopt);
  EXPECT_TRUE(whereabouts.came("juliet", "a", noon));
  EXPECT_FALSE(whereabouts.came("juliet", "a", noon));
  EXPECT_EQ(whereabouts.is_there("juliet", "a"), true);
  EXPECT_EQ(whereabouts.is_there("juliet", "b"), std::nullopt);
  whereabouts.went("juliet", "a", noon);
  EXPECT_EQ(whereabouts.is_there("juliet", "a"), false);
  EXPECT_TRUE(whereabouts.came("juliet", "a", noon));
}

TEST(Whereabouts, RemembersFewClientsOfAUser) {
  Whereabouts whereabouts;
  for (int i = 0; i < 1000; ++i)
    whereabouts.came("juliet", std::to_string(i), noon);
  std::size_t known = 0;
  for (int i = 0; i < 1000; ++i)
    known += whereabouts.is_there("juliet", std::to_string(i)) ? 1 : 0;
  EXPECT_EQ(known, Whereabouts::most_clients);
  EXPECT_EQ(whereabouts.is_there("juliet", "999"), true);
}

TEST(Whereabouts, ForgetsThoseWhoWentLongAgo) {
  Whereabouts whereabouts;
  whereabouts.went("juliet", "a", noon);
  whereabouts.went("juliet", "b", noon + std::chrono::seconds(30));
  whereabouts.went("juliet", "c", noon + std::chrono::seconds(60));
  EXPECT_EQ(whereabouts.is_there("juliet", "a"), std::nullopt);
  EXPECT_EQ(whereabouts.is_there("juliet", "b"), false);
}

}  // namespace
}  // namespace gateway
