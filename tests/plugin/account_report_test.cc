// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/announce/account_report.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace plugin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// 2008-12-10 14:02 UTC
const auto afternoon = Announced::Clock::from_time_t(1228917720);

class AccountReportTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    setenv("TZ", "UTC", 1);
    tzset();
  }

  AccountFacts facts_{.name = "juliet@example.com",
                      .is_switched_on = true,
                      .is_connected = true,
                      .is_sms_v2_on = false,
                      .announced = Announced{.is_announced = true,
                                             .has_caps = true,
                                             .since = afternoon,
                                             .caps_node = "http://pidgin.im/"}};
};

TEST_F(AccountReportTest, TellsTheTimeOfDayWhenItIsToday) {
  EXPECT_EQ(short_state(facts_, afternoon + minutes(3)), "announced since 14:02");
}

TEST_F(AccountReportTest, TellsTheDateWhenItIsLongAgo) {
  EXPECT_EQ(short_state(facts_, afternoon + hours(30)), "announced since 2008-12-10 14:02");
}

TEST_F(AccountReportTest, OffComesBeforeAnythingElse) {
  facts_.is_switched_on = false;
  EXPECT_EQ(short_state(facts_, afternoon), "off");
  EXPECT_NE(explain_state(facts_).find("Switched off"), std::string::npos);
}

TEST_F(AccountReportTest, NotConnected) {
  facts_.is_connected = false;
  facts_.announced.reset();
  EXPECT_EQ(short_state(facts_, afternoon), "not connected");
}

TEST_F(AccountReportTest, ConnectedButNoPresenceYet) {
  facts_.announced.reset();
  EXPECT_EQ(short_state(facts_, afternoon), "connecting");
}

TEST_F(AccountReportTest, PresenceWithoutCapsIsNamedAsTheReason) {
  facts_.announced->is_announced = false;
  facts_.announced->has_caps = false;
  EXPECT_EQ(short_state(facts_, afternoon), "not announced");
  EXPECT_NE(explain_state(facts_).find("capabilities"), std::string::npos);
}

TEST_F(AccountReportTest, NamesBothBundlesWhenBothAreAnnounced) {
  EXPECT_EQ(explain_state(facts_).find("sms-v2"), std::string::npos);
  facts_.is_sms_v2_on = true;
  EXPECT_NE(explain_state(facts_).find("sms-v2"), std::string::npos);
}

}  // namespace
}  // namespace plugin
