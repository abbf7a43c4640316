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
  after.http.token = config::Secret("new");
  EXPECT_EQ(needing_restart(before, after), (std::vector<std::string>{"http.port", "http.token"}));
}

TEST(AppSettings, WhatNeedsARestartStaysAsItIsUntilThen) {
  const config::Config before = two_carriers();
  config::Config after = two_carriers();
  after.xmpp.secret = config::Secret("new");
  after.xmpp.domain = "text.example.com";
  after.http.public_url = "https://new.example.com";
  after.http.port = 1;
  after.store.path = "/elsewhere";
  after.store.keep = std::chrono::days(2);
  after.log.format = "json";
  after.log.level = "debug";
  after.users.pop_back();
  const config::Config in_force = as_in_force(before, after);
  EXPECT_EQ(needing_restart(before, in_force), std::vector<std::string>{});
  EXPECT_EQ(needing_restart(in_force, after), needing_restart(before, after));
  EXPECT_EQ(in_force.xmpp.secret.reveal(), "new");
  EXPECT_EQ(in_force.store.keep, std::chrono::days(2));
  EXPECT_EQ(in_force.log.level, "debug");
  EXPECT_EQ(in_force.users.size(), 1U);
}

config::Config with_carrier(const char* type) {
  config::Config config;
  config.http.public_url = "https://sms.example.com/";
  config::Carrier carrier;
  carrier.name = "t";
  carrier.type = type;
  carrier.account = "AC1";
  carrier.auth_token = config::Secret("token");
  config.carriers.push_back(carrier);
  return config;
}

TEST(AppSettings, TwilioIsFoundAndSignsWithItsToken) {
  config::Config config = with_carrier("twilio");
  auto settings = twilio_settings(config, config.carriers.front());
  EXPECT_EQ(settings.base_url, "https://api.twilio.com");
  EXPECT_EQ(settings.public_url, "https://sms.example.com");
  EXPECT_EQ(settings.user, "AC1");
  EXPECT_EQ(settings.secret, "token");
  EXPECT_EQ(settings.webhooks.signing_key, "token");
  config.carriers.front().api_key = "SK1";
  config.carriers.front().api_secret = config::Secret("secret");
  config.carriers.front().base_url = "http://127.0.0.1:8000/";
  settings = twilio_settings(config, config.carriers.front());
  EXPECT_EQ(settings.base_url, "http://127.0.0.1:8000");
  EXPECT_EQ(settings.account, "AC1");
  EXPECT_EQ(settings.user, "SK1");
  EXPECT_EQ(settings.secret, "secret");
  EXPECT_EQ(settings.webhooks.signing_key, "token");
}

TEST(AppSettings, WhoOnlySendsAsksForNoWebhooks) {
  config::Config config = with_carrier("twilio");
  config.carriers.front().is_send_only = true;
  EXPECT_EQ(twilio_settings(config, config.carriers.front()).public_url, "");
}

TEST(AppSettings, SignalWireHasItsApiAtAPathAndAKeyForSigning) {
  config::Config config = with_carrier("signalwire");
  config::Carrier& carrier = config.carriers.front();
  carrier.base_url = "https://x.signalwire.com/";
  EXPECT_EQ(twilio_settings(config, carrier).base_url, "https://x.signalwire.com/api/laml");
  EXPECT_EQ(twilio_settings(config, carrier).webhooks.signing_key, "");
  carrier.base_url = "https://proxy.example.com/sw";
  carrier.signing_key = config::Secret("PSK");
  EXPECT_EQ(twilio_settings(config, carrier).base_url, "https://proxy.example.com/sw");
  EXPECT_EQ(twilio_settings(config, carrier).webhooks.signing_key, "PSK");
}

TEST(AppSettings, RetryingIsTheOperatorsToSay) {
  config::Config config;
  config.texts.retry_first = std::chrono::seconds(7);
  config.texts.retry_most = std::chrono::seconds(70);
  config.texts.ask_after = std::chrono::seconds(9);
  const Settings settings = core_settings(config);
  EXPECT_EQ(settings.retry_first, std::chrono::seconds(7));
  EXPECT_EQ(settings.retry_most, std::chrono::seconds(70));
  EXPECT_EQ(settings.ask_after, std::chrono::seconds(9));
}

TEST(AppSettings, ACarrierIsTheSameWhateverNumbersItServes) {
  const config::Carrier before = with_carrier("twilio").carriers.front();
  config::Carrier after = before;
  after.numbers = {"+13075550100"};
  after.allow_plain_http = true;
  EXPECT_TRUE(make_the_same(before, after));
  after.auth_token = config::Secret("new");
  EXPECT_FALSE(make_the_same(before, after));
  after = before;
  after.is_send_only = true;
  EXPECT_FALSE(make_the_same(before, after));
}

}  // namespace
}  // namespace gateway::app
