// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/duration.h"

#include <gtest/gtest.h>

namespace gateway::config {
namespace {

using std::chrono::seconds;

TEST(Duration, HasAUnit) {
  EXPECT_EQ(parse_duration("90s"), seconds(90));
  EXPECT_EQ(parse_duration("5m"), seconds(300));
  EXPECT_EQ(parse_duration("24h"), seconds(86400));
  EXPECT_EQ(parse_duration("90d"), seconds(90 * 86400));
  EXPECT_EQ(parse_duration("0s"), seconds(0));
}

TEST(Duration, IsRefusedWithoutAUnitOrWithMoreThanANumber) {
  for (const char* text : {"", "s", "10", "1.5h", "-1s", "10 s", "10ms", "9999999999999999999s",
                           "9223372036854775807d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Duration, IsWrittenInItsLargestUnitAndReadBack) {
  for (const char* text : {"0s", "90s", "5m", "1d", "25h", "90d"}) {
    EXPECT_EQ(format_duration(*parse_duration(text)), text);
  }
  EXPECT_EQ(format_duration(seconds(86400)), "1d");
}

}  // namespace
}  // namespace gateway::config
