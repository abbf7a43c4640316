// SPDX-License-Identifier: GPL-2.0-or-later
// What a configuration of sms-over-xmpp says, whichever of its versions wrote it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gateway/config/read.h"

namespace gateway::config::sms_over_xmpp {

/// Where something stands, in the operator's own files and words.
struct Origin {
  std::string file;
  Place place;
  std::string key;  ///< as it is called there: "xmpp_secret", "twilio.key-sid"
};

/// Something to say about a place: a mistake, or a difference that is good to know.
struct Remark {
  Origin at;
  std::string message;  ///< what it is, and what would be right

  /// Example: "/etc/sms/users:3:1: joe@example.com: there is no provider wrok; did you mean work?"
  [[nodiscard]] std::string line() const;
};
using Remarks = std::vector<Remark>;

struct Setting {
  std::string text;
  Origin at;
};

struct Listener {
  std::string address;
  std::int64_t port = 0;
  std::string certificate = {};  ///< a PEM file with the key in it; empty: plain HTTP
  Origin at = {};
};

struct Provider {
  std::string name;
  std::string type;
  std::map<std::string, Setting> keys;  ///< by their names in our own form
  Origin at;
  bool is_send_only = false;     ///< nothing proves its webhooks
  std::string webhooks_at = {};  ///< its own name, where that cannot be a carrier's here
};

struct OldUser {
  std::string jid;
  Setting number;
  std::string provider;
  std::vector<Setting> also;  ///< further numbers whose texts come here
};

struct Old {
  enum class Version { first, present };
  Version version = Version::present;
  std::string path;  ///< the file or the folder

  std::optional<Setting> server;
  std::optional<std::int64_t> port;
  Origin port_at;
  Setting domain;
  Setting secret;
  std::optional<Listener> listener;
  std::optional<Setting> public_url;
  std::optional<Setting> default_prefix;
  std::vector<OldUser> users;
  std::vector<Provider> providers;  ///< of the types that can be carried
  Remarks notices;                  ///< what is ignored, or means something else here
};

}  // namespace gateway::config::sms_over_xmpp
