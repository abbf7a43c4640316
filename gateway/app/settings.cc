// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/settings.h"

#include <algorithm>
#include <utility>

namespace gateway::app {
namespace {

using config::Config;

std::string without_slash(std::string url) {
  while (url.ends_with('/'))
    url.pop_back();
  return url;
}

/// All that a carrier is made from. What is taken away is named, so that a new key is not
/// forgotten.
config::Carrier essence(config::Carrier of) {
  of.numbers.clear();
  of.allow_plain_http = false;  // says what else may stand there, and does nothing by itself
  return of;
}

}  // namespace

Settings core_settings(const Config& config) {
  Settings settings;
  settings.domain = config.xmpp.domain;
  for (const config::User& user : config.users)
    settings.users.push_back({.jid = user.jid,
                              .number = user.number,
                              .pool = user.pool,
                              .is_admin = user.is_admin,
                              .also = user.also});
  for (const config::Pool& pool : config.pools)
    settings.pools.push_back({.name = pool.name, .numbers = pool.numbers});
  for (const config::Carrier& carrier : config.carriers) {
    for (const std::string& number : carrier.numbers)
      settings.numbers.push_back({.number = number, .carrier = carrier.name});
  }
  const bool serves_all = config.carriers.size() == 1 && config.carriers.front().numbers.empty();
  if (serves_all) settings.default_carrier = config.carriers.front().name;

  const config::Texts& texts = config.texts;
  settings.registration_is_open = texts.open_registration;
  settings.registration_pool = texts.registration_pool;
  settings.home = sms::Region::parse(texts.region);
  settings.texts_per_day = static_cast<std::size_t>(texts.per_day);
  settings.sends_corrections = texts.corrections == "send";
  settings.accepted_is_delivered = texts.accepted_is_delivered;
  settings.on_lost_answer =
      texts.lost_answer == "resend" ? OnLostAnswer::resend : OnLostAnswer::report;
  settings.give_up_after = texts.give_up_after;
  settings.retry_first = texts.retry_first;
  settings.retry_most = texts.retry_most;
  settings.ask_after = texts.ask_after;
  settings.drain_within = texts.drain;
  // Each carrier has its own limit; the one of all is not to be below the largest.
  settings.max_segments = 1;
  for (const config::Carrier& carrier : config.carriers)
    settings.max_segments =
        std::max(settings.max_segments, static_cast<std::size_t>(carrier.max_segments));
  return settings;
}

LinkSettings link_settings(const Config& config) {
  LinkSettings settings;
  settings.host = config.xmpp.server;
  settings.port = static_cast<std::uint16_t>(config.xmpp.port);
  settings.domain = config.xmpp.domain;
  settings.secret = config.xmpp.secret.reveal();
  settings.server = config.xmpp.server_domain;
  return settings;
}

twilio::TwilioSettings twilio_settings(const Config& config, const config::Carrier& carrier) {
  twilio::TwilioSettings settings;
  settings.name = carrier.name;
  settings.base_url = without_slash(carrier.base_url);
  if (carrier.type == "signalwire") {
    const std::size_t host = settings.base_url.find("://") + 3;
    if (settings.base_url.find('/', host) == std::string::npos) settings.base_url += "/api/laml";
  } else if (settings.base_url.empty()) {
    settings.base_url = "https://api.twilio.com";
  }
  settings.account = carrier.account;
  const bool has_key = !carrier.api_key.empty();
  settings.user = has_key ? carrier.api_key : carrier.account;
  settings.secret = has_key ? carrier.api_secret.reveal() : carrier.auth_token.reveal();
  settings.messaging_service = carrier.messaging_service;
  // Who refuses webhooks does not ask for them either.
  if (!carrier.is_send_only) settings.public_url = without_slash(config.http.public_url);
  // SignalWire has a key for this alone; its API token signs nothing.
  settings.webhooks.signing_key = carrier.signing_key.reveal();
  if (carrier.type == "twilio" && !carrier.signing_key.is_set()) {
    settings.webhooks.signing_key = carrier.auth_token.reveal();
  }
  settings.takes_overrides = carrier.type == "twilio";
  settings.webhooks.user = carrier.webhook_user;
  settings.webhooks.password = carrier.webhook_password.reveal();
  settings.takes_any_path = carrier.webhooks_anywhere;
  settings.has_mms = carrier.has_mms;
  settings.max_segments = static_cast<std::size_t>(carrier.max_segments);
  settings.max_in_flight = static_cast<std::size_t>(carrier.max_in_flight);
  settings.per_second_and_number = static_cast<double>(carrier.per_second);
  settings.settle = carrier.settle;
  return settings;
}

http::ClientSettings client_settings(const config::Carrier& carrier, const std::string& agent) {
  return {.max_connections = static_cast<std::size_t>(carrier.max_in_flight),
          .timeout = carrier.timeout,
          .connect_timeout = carrier.connect_timeout,
          .verify_tls = carrier.verify_tls,
          .ca_file = carrier.ca_file,
          .agent = agent};
}

std::vector<std::string> numbers_of(const Config& config, const config::Carrier& carrier) {
  std::vector<std::string> numbers;
  const auto add = [&](const std::string& number) {
    const bool is_served =
        carrier.numbers.empty() || std::ranges::count(carrier.numbers, number) != 0;
    if (!number.empty() && is_served) numbers.push_back(number);
  };
  for (const config::User& user : config.users) {
    add(user.number);
    std::ranges::for_each(user.also, add);
  }
  for (const config::Pool& pool : config.pools)
    std::ranges::for_each(pool.numbers, add);
  return numbers;
}

bool make_the_same(const config::Carrier& one, const config::Carrier& other) {
  return essence(one) == essence(other);
}

std::vector<std::string> needing_restart(const Config& before, const Config& after) {
  std::vector<std::string> keys;
  const auto look = [&](const char* key, const auto& one, const auto& other) {
    if (!(one == other)) keys.emplace_back(key);
  };
  look("xmpp.server", before.xmpp.server, after.xmpp.server);
  look("xmpp.port", before.xmpp.port, after.xmpp.port);
  look("xmpp.domain", before.xmpp.domain, after.xmpp.domain);
  look("xmpp.server-domain", before.xmpp.server_domain, after.xmpp.server_domain);
  look("store.path", before.store.path, after.store.path);
  look("http.listen", before.http.listen, after.http.listen);
  look("http.port", before.http.port, after.http.port);
  look("http.public-url", before.http.public_url, after.http.public_url);
  look("http.tls-certificate", before.http.tls_certificate, after.http.tls_certificate);
  look("http.tls-key", before.http.tls_key, after.http.tls_key);
  look("http.token", before.http.token, after.http.token);
  look("http.max-body", before.http.max_body, after.http.max_body);
  look("http.requests-per-second", before.http.requests_per_second, after.http.requests_per_second);
  look("http.timeout", before.http.timeout, after.http.timeout);
  look("log.format", before.log.format, after.log.format);
  return keys;
}

Config as_in_force(const Config& before, Config after) {
  config::Secret secret = std::move(after.xmpp.secret);
  after.xmpp = before.xmpp;
  after.xmpp.secret = std::move(secret);
  after.http = before.http;
  after.store.path = before.store.path;
  after.log.format = before.log.format;
  return after;
}

}  // namespace gateway::app
