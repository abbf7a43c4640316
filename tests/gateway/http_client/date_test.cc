// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/date.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

const Time then(seconds(784111777));  // the moment of RFC 9110's examples

TEST(Date, ReadsTheFormsOfHttpAndOfMail) {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 +0000"}) {
    EXPECT_EQ(parse_date(text), then) << text;
  }
  EXPECT_EQ(parse_date("Sun, 06 Nov 1994 09:49:37 +0100"), then);
}

TEST(Date, IsNothingForWhatIsNone) {
  for (const char* text : {"", "soon", "Sun, 99 Nov 1994 08:49:37 GMT"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(parse_retry_after("7", then), seconds(7));
  EXPECT_EQ(parse_retry_after("0", then), seconds(0));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", then), seconds(30));
}

TEST(RetryAfter, IsNeverNegativeNorLongerThanADay) {
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", then), milliseconds(0));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 2094 08:00:00 GMT", then), hours(24));
  EXPECT_EQ(parse_retry_after("7200", then), hours(2));
  EXPECT_EQ(parse_retry_after("86400", then), hours(24));
  EXPECT_EQ(parse_retry_after("99999999", then), hours(24));
  EXPECT_EQ(parse_retry_after("99999999999999999999999", then), hours(24));
}

TEST(RetryAfter, IsNothingForWhatIsNeither) {
  for (const char* text : {"", "-5", "1.5", "later"})
    EXPECT_EQ(parse_retry_after(text, then), std::nullopt) << text;
}

}  // namespace
}  // namespace gateway::http
