// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/rate_limit.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

using std::chrono::milliseconds;

TEST(RateLimit, AllowsSoManyAtOnceAndThenSoManyASecond) {
  RateLimit limit(2);
  const Time start{milliseconds(1000)};
  EXPECT_TRUE(limit.allow("a", start));
  EXPECT_TRUE(limit.allow("a", start));
  EXPECT_FALSE(limit.allow("a", start));
  EXPECT_FALSE(limit.allow("a", start + milliseconds(400)));
  EXPECT_TRUE(limit.allow("a", start + milliseconds(600)));
  EXPECT_FALSE(limit.allow("a", start + milliseconds(700)));
}

TEST(RateLimit, CountsEachAddressForItself) {
  RateLimit limit(1);
  EXPECT_TRUE(limit.allow("a", Time()));
  EXPECT_TRUE(limit.allow("b", Time()));
  EXPECT_FALSE(limit.allow("a", Time()));
}

TEST(RateLimit, OutlivesAClockThatIsSetBack) {
  RateLimit limit(1);
  EXPECT_TRUE(limit.allow("a", Time(milliseconds(10000))));
  EXPECT_FALSE(limit.allow("a", Time(milliseconds(0))));
  EXPECT_TRUE(limit.allow("a", Time(milliseconds(1000))));
}

TEST(RateLimit, RemembersABoundedNumberOfAddresses) {
  RateLimit limit(1);
  for (int i = 0; i < 50000; ++i)
    EXPECT_TRUE(limit.allow(std::to_string(i), Time()));
}

}  // namespace
}  // namespace gateway::http
