// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/time_text.h"

#include <gtest/gtest.h>

namespace gateway {
namespace {

using std::chrono::milliseconds;

TEST(TimeText, IsUtcWithAllOfItsMilliseconds) {
  EXPECT_EQ(time_text(Time(milliseconds(1'700'000'000'123))), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(time_text(Time(milliseconds(1'700'000'000'007))), "2023-11-14T22:13:20.007Z");
  EXPECT_EQ(time_text(Time{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(time_text(Time(milliseconds(-1))), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace gateway
