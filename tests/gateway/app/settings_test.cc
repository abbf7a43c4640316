// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/settings.h"

#include <gtest/gtest.h>

namespace gateway::app {
namespace {

config::Config two_carriers() {
  config::Config config;
  config.xmpp.domain = "sms.example.com";
  config.users = {{.jid = "juliet@example.com", .number = "+13075550100", .pool = {}},
                  {.jid = "romeo@example.com", .number = {}, .pool = "us"}};
  config.pools = {{.name = "us", .numbers = {"+13075550101", "+13075550102"}}};
  config::Carrier carrier;
  carrier.name = "a";
  carrier.type = "simulator";
  carrier.numbers = {"+13075550100", "+13075550101"};
  config.carriers.push_back(carrier);
  carrier.name = "b";
  carrier.type = "logfile";
  carrier.numbers = {"+13075550102"};
  config.carriers.push_back(carrier);
  return config;
}

TEST(AppSettings, EachNumberHasItsCarrier) {
  const Settings settings = core_settings(two_carriers());
  ASSERT_EQ(settings.numbers.size(), 3U);
  EXPECT_EQ(settings.numbers.back().carrier, "b");
  EXPECT_EQ(settings.default_carrier, "");
}

TEST(AppSettings, ACarrierAloneServesEveryNumber) {
  config::Config config = two_carriers();
  config.carriers.pop_back();
  config.carriers.front().numbers.clear();
  EXPECT_EQ(core_settings(config).default_carrier, "a");
  EXPECT_EQ(numbers_of(config, config.carriers.front()),
            (std::vector<std::string>{"+13075550100", "+13075550101", "+13075550102"}));
}

TEST(AppSettings, ACarrierServesWhatItNamesAndSomebodyHas) {
  config::Config config = two_carriers();
  config.carriers.back().numbers.emplace_back("+13075559999");
  EXPECT_EQ(numbers_of(config, config.carriers.back()), (std::vector<std::string>{"+13075550102"}));
}

TEST(AppSettings, WhatNeedsARestartIsNamed) {
  const config::Config before = two_carriers();
  config::Config after = two_carriers();
  after.users.pop_back();
  after.texts.per_day = 5;
  after.log.level = "debug";
  EXPECT_EQ(needing_restart(before, after), std::vector<std::string>{});
  after.http.port = 1;
  after.carriers.back().max_segments = 3;
  EXPECT_EQ(needing_restart(before, after), (std::vector<std::string>{"http.port", "carriers.b"}));
}

}  // namespace
}  // namespace gateway::app
