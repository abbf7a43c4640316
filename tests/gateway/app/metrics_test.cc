// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/metrics.h"

#include <gtest/gtest.h>

namespace gateway::app {
namespace {

TEST(MetricsPage, HasCountersGaugesAndTheStoreByState) {
  Observed observed;
  observed.counters.out_taken = 7;
  observed.out.queued = 3;
  observed.in.handed_over = 5;
  observed.link_is_up = true;
  const std::string page = metrics_page(observed);
  const auto has = [&](const char* line) { return page.find(line) != std::string::npos; };
  EXPECT_TRUE(has("# TYPE xmpp_sms_out_taken_total counter\nxmpp_sms_out_taken_total 7\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_messages{direction=\"out\",state=\"queued\"} 3\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_messages{direction=\"in\",state=\"handed_over\"} 5\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_link_up 1\n")) << page;
}

TEST(MetricsPage, NamesEachFamilyOnce) {
  const std::string page = metrics_page({});
  const std::string type = "# TYPE xmpp_sms_messages gauge";
  const auto first = page.find(type);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(page.find(type, first + 1), std::string::npos);
}

}  // namespace
}  // namespace gateway::app
