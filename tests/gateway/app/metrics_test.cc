// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/metrics.h"

#include <gtest/gtest.h>

namespace gateway::app {
namespace {

TEST(MetricsPage, HasCountersGaugesAndTheStoreByState) {
  Observed observed;
  observed.counters.out_taken = 7;
  observed.out = Counts{.queued = 3};
  observed.in = Counts{.handed_over = 5};
  observed.link_is_up = true;
  const std::string page = metrics_page(observed);
  const auto has = [&](const char* line) { return page.find(line) != std::string::npos; };
  EXPECT_TRUE(has("# TYPE xmpp_sms_out_taken_total counter\nxmpp_sms_out_taken_total 7\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_messages{direction=\"out\",state=\"queued\"} 3\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_messages{direction=\"in\",state=\"handed_over\"} 5\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_link_up 1\n")) << page;
}

TEST(MetricsPage, CountsTheWebhooksOfEachCarrier) {
  Observed observed;
  observed.webhooks["a"].refused = 3;
  observed.webhooks["b"].taken = 4;
  const std::string page = metrics_page(observed);
  const auto has = [&](const char* line) { return page.find(line) != std::string::npos; };
  EXPECT_TRUE(has("xmpp_sms_webhooks_total{carrier=\"a\",outcome=\"refused\"} 3\n")) << page;
  EXPECT_TRUE(has("xmpp_sms_webhooks_total{carrier=\"b\",outcome=\"taken\"} 4\n")) << page;
  const auto first = page.find("# TYPE xmpp_sms_webhooks_total counter");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(page.find("# TYPE xmpp_sms_webhooks_total", first + 1), std::string::npos);
}

TEST(MetricsPage, DoesNotSayZeroOfWhatTheStoreCouldNotCount) {
  Observed observed;
  observed.in = Counts{.queued = 2};
  std::string page = metrics_page(observed);
  EXPECT_NE(page.find("xmpp_sms_messages{direction=\"in\",state=\"queued\"} 2\n"),
            std::string::npos);
  EXPECT_EQ(page.find("direction=\"out\""), std::string::npos) << page;
  observed.in.reset();
  page = metrics_page(observed);
  EXPECT_EQ(page.find("xmpp_sms_messages"), std::string::npos) << page;
  EXPECT_NE(page.find("xmpp_sms_store_errors_total"), std::string::npos) << page;
}

TEST(MetricsPage, NamesEachFamilyOnce) {
  Observed observed;
  observed.out = observed.in = Counts{};
  const std::string page = metrics_page(observed);
  const std::string type = "# TYPE xmpp_sms_messages gauge";
  const auto first = page.find(type);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(page.find(type, first + 1), std::string::npos);
}

}  // namespace
}  // namespace gateway::app
