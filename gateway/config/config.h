// SPDX-License-Identifier: GPL-2.0-or-later
// What the operator set, as values. The defaults stand here and nowhere else: --check-config, the
// commented example and the manual are made from them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "gateway/config/origins.h"

namespace gateway::config {

/// Something that must not be seen: it has no way to be printed.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] bool is_set() const { return !text_.empty(); }
  /// SECURITY: for the one place that needs it; never into a log or an error.
  [[nodiscard]] const std::string& reveal() const { return text_; }
  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  std::string text_;
};

using std::chrono::seconds;

struct Xmpp {
  std::string server = "127.0.0.1";
  std::int64_t port = 5347;
  std::string domain;
  std::string server_domain;
  Secret secret;
};

struct Store {
  std::string path = "/var/lib/xmpp-sms-gateway/store.sqlite";
  seconds keep = std::chrono::days(90);
};

struct Http {
  std::string listen = "127.0.0.1";
  std::int64_t port = 8780;
  std::string public_url;
  std::string tls_certificate;
  std::string tls_key;
  Secret token;
  std::int64_t max_body = 1 << 20;
  std::int64_t requests_per_second = 100;
  seconds timeout = seconds(30);
};

struct Log {
  std::string level = "info";
  std::string format = "auto";
};

struct Texts {
  std::string region;
  bool open_registration = false;
  std::string registration_pool;
  std::int64_t per_day = 0;
  std::string corrections = "refuse";
  std::string lost_answer = "report";
  bool accepted_is_delivered = false;
  seconds give_up_after = std::chrono::days(1);
  seconds retry_first = seconds(2);
  seconds retry_most = seconds(300);
  seconds ask_after = seconds(5);
  seconds drain = seconds(20);
};

struct User {
  std::string jid;
  std::string number;  ///< of its own; empty when it has a pool
  std::string pool;
  std::vector<std::string> also{};  ///< further numbers whose texts come to the user
  bool is_admin = false;
};

struct Pool {
  std::string name;
  std::vector<std::string> numbers;
};

struct Carrier {
  std::string name;
  std::string type;
  std::vector<std::string> numbers;
  std::int64_t max_in_flight = 32;
  std::int64_t max_segments = 10;
  std::vector<std::string> phones;  ///< simulator
  std::string path;                 ///< logfile
  // twilio and signalwire
  std::string account;
  Secret auth_token;
  std::string api_key;
  Secret api_secret;
  Secret signing_key;
  std::string webhook_user;
  Secret webhook_password;
  bool webhooks_anywhere = false;
  bool is_send_only = false;
  std::string messaging_service;
  std::string base_url;
  bool allow_plain_http = false;
  bool verify_tls = true;
  std::string ca_file;
  seconds timeout = seconds(30);
  seconds connect_timeout = seconds(10);
  seconds settle = seconds(30);
  std::int64_t per_second = 1;
  bool has_mms = true;
  friend bool operator==(const Carrier&, const Carrier&) = default;
};

struct Config {
  Xmpp xmpp;
  Store store;
  Http http;
  Log log;
  Texts texts;
  std::vector<User> users;
  std::vector<Pool> pools;
  std::vector<Carrier> carriers;
  Origins origins;  ///< of its keys, but those of users and pools
};

}  // namespace gateway::config
