// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/backoff.h"

#include <gtest/gtest.h>

namespace {

using gateway::Backoff;
using namespace std::chrono_literals;

constexpr Backoff::Range usual{1s, 2min};

TEST(Backoff, DoublesUpToTheMost) {
  Backoff backoff([] { return 1.0; });
  for (const auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 120s, 120s})
    EXPECT_EQ(backoff.next(usual), expected);
  for (int i = 0; i < 1000; ++i)
    EXPECT_EQ(backoff.next(usual), 2min);
}

TEST(Backoff, ChanceTakesUpToHalf) {
  Backoff backoff([] { return 0.0; });
  EXPECT_EQ(backoff.next(usual), 500ms);
  EXPECT_EQ(backoff.next(usual), 1s);
}

TEST(Backoff, BeginsAnewAfterReset) {
  Backoff backoff([] { return 1.0; });
  (void)backoff.next(usual);
  (void)backoff.next(usual);
  backoff.reset();
  EXPECT_EQ(backoff.next(usual), 1s);
}

}  // namespace
