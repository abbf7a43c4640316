// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/first_version.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include "gateway/config/nearest.h"
#include "gateway/config/sms_over_xmpp/providers.h"

namespace gateway::config::sms_over_xmpp {
namespace {

constexpr char provider_name[] = "twilio";
constexpr std::int64_t default_http_port = 9677;

Place place_of(const toml::node& node) {
  return {node.source().begin.line, node.source().begin.column};
}

/// "account_sid" -> "account-sid"
std::string dashed(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

class File {
 public:
  File(const std::string& file, const toml::table& root) : file_(file), root_(root) {
    old_.version = Old::Version::first;
    old_.path = file;
  }

  tl::expected<Old, Remarks> read() {
    for (const auto& [name, node] : root_) {
      const std::vector<std::string> known = {"xmpp",  "http",   "twilio",
                                              "users", "phones", "caller-id"};
      if (std::ranges::find(known, name.str()) == known.end())
        note_unknown(node, std::string(name.str()), name.str(), known);
    }
    read_xmpp();
    read_twilio();
    read_http();
    read_users();
    read_phones();
    if (const toml::node* names = root_.get("caller-id")) {
      note(*names, "caller-id",
           "names of callers are not shown here: contacts have the names that users give them");
    }
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    return std::move(old_);
  }

 private:
  Origin at(const toml::node& node, std::string key) const {
    return {file_, place_of(node), std::move(key)};
  }
  void fault(const toml::node& node, std::string key, std::string message) {
    faults_.push_back({at(node, std::move(key)), std::move(message)});
  }
  void note(const toml::node& node, std::string key, std::string message) {
    old_.notices.push_back({at(node, std::move(key)), std::move(message)});
  }
  void note_unknown(const toml::node& node, std::string key, std::string_view name,
                    const std::vector<std::string>& known) {
    const auto meant = nearest(name, known);
    note(node, std::move(key),
         meant ? fmt::format("is not known and is ignored; did you mean {}?", *meant)
               : fmt::format("is not known and is ignored; the known ones are: {}",
                             fmt::join(known, ", ")));
  }

  const toml::table* section(const char* name) {
    const toml::node* node = root_.get(name);
    if (node == nullptr) return nullptr;
    if (node->as_table() == nullptr)
      fault(*node, name, fmt::format("has to be a section: [{}]", name));
    return node->as_table();
  }

  void look_for_unknown(const char* name, const toml::table& table,
                        const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      if (std::ranges::find(known, key.str()) == known.end())
        note_unknown(node, fmt::format("{}.{}", name, key.str()), key.str(), known);
    }
  }

  /// Empty counts as not given, as there.
  std::optional<Setting> text(const char* name, const toml::table& table, const std::string& key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    const std::string full = fmt::format("{}.{}", name, key);
    const auto value = node->value_exact<std::string>();
    if (!value) {
      fault(*node, full, "has to be a string, in quotes");
      return {};
    }
    if (value->empty()) return {};
    return Setting{*value, at(*node, full)};
  }

  void need(const char* name, const toml::table* table, const char* key, const char* example,
            Setting& target) {
    if (table != nullptr) {
      const std::size_t faults = faults_.size();
      if (auto found = text(name, *table, key)) {
        target = *std::move(found);
        return;
      }
      if (faults_.size() > faults) return;
    }
    faults_.push_back(
        {{file_, table != nullptr ? place_of(*table) : Place{}, fmt::format("{}.{}", name, key)},
         fmt::format("is missing; for example: {} = \"{}\"", key, example)});
  }

  std::optional<std::int64_t> port(const char* name, const toml::table& table) {
    const toml::node* node = table.get("port");
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 65535) {
      fault(*node, fmt::format("{}.port", name),
            "has to be a number from 1 to 65535, without quotes");
      return {};
    }
    if (*value == 0) return {};
    return value;
  }

  void read_xmpp() {
    const toml::table* table = section("xmpp");
    need("xmpp", table, "name", "sms.example.com", old_.domain);
    need("xmpp", table, "secret", "…", old_.secret);
    if (table == nullptr) return;
    look_for_unknown("xmpp", *table, {"host", "port", "name", "secret"});
    old_.server = text("xmpp", *table, "host");
    old_.port = port("xmpp", *table);
    if (old_.port) old_.port_at = at(*table->get("port"), "xmpp.port");
  }

  void read_twilio() {
    const toml::table* table = section("twilio");
    if (table == nullptr) {
      if (!root_.contains("twilio")) {
        faults_.push_back({{file_, {}, "twilio"},
                           "is missing; a provider is needed: [twilio] with account-sid, key-sid "
                           "and key-secret"});
      }
      return;
    }
    Provider provider{provider_name, "twilio", {}, at(*table, "twilio")};
    std::vector<std::string> known;
    for (const ProviderKey& key : provider_type("twilio")->keys) {
      const std::string name = dashed(key.name);
      if (name == "http-password") continue;  // stands in [http]
      known.push_back(name);
      if (key.is_required) {
        Setting setting;
        need("twilio", table, name.c_str(), "…", setting);
        provider.keys.emplace(key.ours, std::move(setting));
      } else if (auto found = text("twilio", *table, name)) {
        provider.keys.emplace(key.ours, *std::move(found));
      }
    }
    look_for_unknown("twilio", *table, known);
    old_.providers.push_back(std::move(provider));
  }

  void read_http() {
    Listener listener{"127.0.0.1", default_http_port, {}, {file_, {}, "http"}};
    if (const toml::table* table = section("http")) {
      look_for_unknown("http", *table, {"host", "port", "username", "password", "public-url"});
      listener.at = at(*table, "http");
      if (const auto host = text("http", *table, "host")) listener.address = host->text;
      if (const auto given = port("http", *table)) listener.port = *given;
      old_.public_url = text("http", *table, "public-url");
      const auto user = text("http", *table, "username");
      const auto password = text("http", *table, "password");
      if (password && !old_.providers.empty())
        old_.providers.front().keys.emplace("webhook-password", *password);
      // Without a password it proves nothing.
      if (user && password && !old_.providers.empty())
        old_.providers.front().keys.emplace("webhook-user", *user);
    }
    if (!old_.providers.empty()) look_for_proof(old_.providers.front(), listener.at.place);
    old_.listener = listener;
  }

  /// SECURITY: there, anybody who found the address could send texts to the users. Sending needs no
  /// webhook, so it goes on.
  void look_for_proof(Provider& provider, Place place) {
    if (provider.keys.contains("webhook-password") || provider.keys.contains("auth-token")) return;
    provider.is_send_only = true;
    old_.notices.push_back(
        {{file_, place, "http.password"},
         "is missing, so texts are sent, but NONE COME IN and no delivery is reported: webhooks "
         "are refused, since anybody could send texts to your users. Add password = \"PASSWORD\" "
         "to [http], and sms:PASSWORD@ to the webhook's address in Twilio's console "
         "(https://sms:PASSWORD@…); or auth-token to [twilio] and public-url to [http]"});
  }

  void read_users() {
    const toml::table* table = section("users");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string jid(key.str());
      if (const auto number = text("users", *table, jid))
        old_.users.push_back({jid, *number, provider_name, {}});
    }
  }

  /// What comes to a number goes to a user whose own it is not.
  void read_phones() {
    const toml::table* table = section("phones");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string number(key.str());
      const auto jid = text("phones", *table, number);
      if (!jid) continue;
      const auto owner = std::ranges::find(old_.users, number,
                                           [](const OldUser& user) { return user.number.text; });
      if (owner != old_.users.end()) {
        if (owner->jid == jid->text) continue;
        fault(node, jid->at.key,
              fmt::format("{} writes from this number, so its answers go to {} here; give {} a "
                          "number of its own",
                          owner->jid, owner->jid, jid->text));
        continue;
      }
      const Setting further{number, jid->at};
      const auto user = std::ranges::find(old_.users, jid->text, &OldUser::jid);
      if (user != old_.users.end()) {
        user->also.push_back(further);
      } else {
        old_.users.push_back({jid->text, further, provider_name, {}});
      }
    }
  }

  std::string file_;
  const toml::table& root_;
  Old old_;
  Remarks faults_;
};

}  // namespace

bool is_first_version(std::string_view toml) {
  try {
    const toml::table root = toml::parse(toml);
    if (root.contains("carriers") || root.contains("pools") || root.contains("store")) return false;
    const toml::table* xmpp = root["xmpp"].as_table();
    if (xmpp != nullptr && xmpp->contains("domain")) return false;
    if (xmpp != nullptr && (xmpp->contains("name") || xmpp->contains("host"))) return true;
    return root["twilio"].is_table();
  } catch (const toml::parse_error&) {
    return false;
  }
}

tl::expected<Old, Remarks> read_first_version(const std::string& file, std::string_view toml) {
  try {
    const toml::table root = toml::parse(toml);
    return File(file, root).read();
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return tl::unexpected(
        Remarks{{{file, {at.line, at.column}, ""}, std::string(error.description())}});
  }
}

}  // namespace gateway::config::sms_over_xmpp
