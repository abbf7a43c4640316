// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "gateway/config/carrier_name.h"
#include "gateway/config/check_http_carrier.h"
#include "gateway/config/host_address.h"
#include "gateway/config/jid_rules.h"
#include "gateway/config/keys.h"
#include "gateway/config/number_rules.h"
#include "gateway/config/read.h"
#include "gateway/model/masked.h"
#include "gateway/model/one_line.h"
#include "sms/number.h"
#include "sms/phone_address.h"
#include "sms/region.h"

namespace gateway::config {
namespace {

/// Collects what is wrong between keys.
/// SECURITY: what is wrong stands in the log, too, so numbers are named by their last digits.
class Checker {
 public:
  Checker(const Config& config, const Places& places, const Attempts& attempts)
      : config_(config), places_(places), attempts_(attempts) {}

  Findings all() {
    check_xmpp();
    check_http();
    check_keep();
    check_region();
    for (const Pool& pool : config_.pools)
      check_pool(pool);
    check_registration();
    check_retry();
    check_users();
    check_spellings();
    check_carriers();
    return std::move(found_);
  }

 private:
  void fault(const std::string& key, std::string message) {
    found_.faults.push_back({place_of(key), key, std::move(message)});
  }

  void notice(const std::string& key, std::string message) {
    found_.notices.push_back({place_of(key), key, std::move(message)});
  }

  [[nodiscard]] Place place_of(const std::string& key) const {
    const auto place = places_.find(key);
    return place != places_.end() ? place->second : Place{};
  }

  /// Whether it is there, or would be but for another mistake.
  [[nodiscard]] bool has(const std::string& key, const std::string& value) const {
    return !value.empty() || attempts_.contains(key);
  }

  void check_xmpp() {
    const Xmpp& xmpp = config_.xmpp;
    if (!xmpp.domain.empty()) {  // missing: said already
      if (auto wrong = wrong_with_domain(xmpp.domain, "sms.example.com"))
        fault("xmpp.domain", *std::move(wrong));
    }
    if (auto wrong = wrong_with_server(xmpp.server)) fault("xmpp.server", *std::move(wrong));
    if (!places_.contains("xmpp.server-domain")) return;
    if (auto wrong = wrong_with_domain(xmpp.server_domain, "example.com"))
      fault("xmpp.server-domain", *std::move(wrong));
  }

  void check_http() {
    const Http& http = config_.http;
    const bool has_certificate = has("http.tls-certificate", http.tls_certificate);
    const bool has_key = has("http.tls-key", http.tls_key);
    if (has_certificate != has_key) {
      fault(has_certificate ? "http.tls-certificate" : "http.tls-key",
            "needs its other half; HTTPS needs both tls-certificate and tls-key");
    }
    check_public_url();
    if (auto wrong = wrong_with_listen_address(http.listen))
      return fault("http.listen", *std::move(wrong));
    const bool is_local =
        http.listen == "127.0.0.1" || http.listen == "::1" || http.listen == "localhost";
    // Without a simulator, what is guarded is for this machine only as long as there is no token.
    const bool has_simulator =
        std::ranges::count(config_.carriers, "simulator", &Carrier::type) > 0;
    const bool has_token = http.token.is_set() || attempts_.contains("http.token");
    if (!is_local && !has_token && has_simulator) {
      fault("http.listen", fmt::format("{} is not loopback: set http.token-file too, or anybody "
                                       "could read and write texts in the simulator",
                                       http.listen));
    }
  }

  void check_public_url() {
    const std::string& url = config_.http.public_url;
    if (url.empty()) return;
    for (const Carrier& carrier : config_.carriers) {
      if (const auto path = webhook_path_in(url, carrier.name)) {
        return fault("http.public-url",
                     fmt::format("ends in {}, which only the carrier's console has behind it; "
                                 "leave that out here",
                                 *path));
      }
    }
    if (!is_base_url(url))
      fault("http.public-url", "is not an address such as \"https://sms.example.com\"");
  }

  void check_keep() {
    if (config_.store.keep < std::chrono::days(1)) {
      fault("store.keep",
            "has to be at least \"1d\": the gateway needs the texts it keeps to notice what a "
            "carrier reports twice, and to count what a user sends in a day");
    }
  }

  void check_region() {
    const std::string& text = config_.texts.region;
    if (text.empty()) return;
    const auto region = sms::Region::parse(text);
    if (region && sms::example_number(*region)) return;
    fault("texts.region",
          fmt::format(
              "“{}” is not a country with phone numbers; give its two letters, such as \"{}\"",
              text, region && region->code() == "UK" ? "GB" : "US"));
  }

  bool is_number(const std::string& key, const std::string& number) {
    auto wrong = wrong_with_number(number);
    const bool is_it = !wrong;
    // A user's and its carrier's: once is enough.
    if (!known_numbers_.insert(number).second) return is_it;
    if (wrong) {
      fault(key, *std::move(wrong));
    } else if (auto odd = odd_about_number(number)) {
      notice(key, *std::move(odd));
    }
    return is_it;
  }

  void check_number(const std::string& key, const std::string& number, const std::string& owner) {
    if (!is_number(key, number)) return;
    const auto [entry, is_new] = owners_.emplace(number, owner);
    if (!is_new) fault(key, fmt::format("{} already belongs to {}", masked(number), entry->second));
  }

  void check_pool(const Pool& pool) {
    const std::string key = "pools." + pool.name;
    if (pool.numbers.empty() && !attempts_.contains(key + ".numbers"))
      fault(key, "has no number; set numbers = [\"+13075550101\"]");
    for (const std::string& number : pool.numbers)
      check_number(key + ".numbers", number, "pool " + pool.name);
  }

  void check_retry() {
    const Texts& texts = config_.texts;
    if (texts.retry_first.count() < 1) fault("texts.retry-first", "has to be at least \"1s\"");
    if (texts.retry_most < texts.retry_first) {
      fault("texts.retry-most", "has to be at least as long as retry-first");
    }
  }

  void check_registration() {
    const Texts& texts = config_.texts;
    if (texts.registration_pool.empty()) {
      if (texts.open_registration && !attempts_.contains("texts.registration-pool")) {
        fault("texts.open-registration",
              "needs registration-pool = \"…\", the pool that new users get their numbers from");
      }
      return;
    }
    if (std::ranges::find(config_.pools, texts.registration_pool, &Pool::name) ==
        config_.pools.end()) {
      fault("texts.registration-pool",
            fmt::format("there is no pool {0}; add [pools.{0}]", texts.registration_pool));
    }
  }

  void check_users() {
    for (const User& user : config_.users)
      check_user(user);
    if (!config_.users.empty() || config_.texts.open_registration) return;
    notice("users",
           "there is none, and texts.open-registration is false: nobody new can text; add one, "
           "such as \"juliet@example.com\" = \"+13075550100\"");
  }

  void check_user(const User& user) {
    const std::string key = "users." + user.jid;
    if (auto wrong = wrong_with_bare_jid(user.jid)) {
      found_.faults.push_back({place_of(key), "users." + shown(user.jid), *std::move(wrong)});
      return;
    }
    if (attempts_.contains(key + ".number") || attempts_.contains(key + ".pool")) return;
    if (user.number.empty() == user.pool.empty()) {
      return fault(key, user.number.empty()
                            ? "needs a number or a pool, such as number = \"+13075550100\""
                            : "has a number and a pool; keep one");
    }
    if (!user.number.empty()) check_number(key, user.number, user.jid);
    for (const std::string& number : user.also)
      check_number(key + ".also", number, user.jid);
    if (!user.number.empty()) return;
    if (!user.also.empty()) {
      fault(key + ".also", "is for users with a number of their own, not for those with a pool");
    }
    if (std::ranges::find(config_.pools, user.pool, &Pool::name) == config_.pools.end()) {
      fault(key + ".pool",
            fmt::format("there is no pool {}; add [pools.{}]", user.pool, user.pool));
    }
  }

  /// A JID as it may stand in the log: perhaps it is the number.
  static std::string shown(const std::string& jid) {
    constexpr std::size_t longest_shown = 80;
    return sms::E164::parse(jid) ? masked(jid) : one_line(jid, longest_shown);
  }

  /// Told at both places: which of the two was meant is for the operator to say.
  void check_spellings() {
    std::map<std::string, const User*> users;
    for (const User& user : config_.users) {
      const auto [entry, is_new] = users.emplace(folded_jid(user.jid), &user);
      if (is_new) continue;
      const std::string& first = entry->second->jid;
      const auto complain = [&](const std::string& jid, const std::string& other) {
        fault("users." + jid, fmt::format("is the same user as {}, since JIDs do not tell upper "
                                          "from lower case; keep one of the two",
                                          other));
      };
      complain(first, user.jid);
      complain(user.jid, first);
    }
  }

  /// Keys of another type of carrier.
  void check_belonging(const std::string& full, const Carrier& carrier) {
    for (const Section& section : sections()) {
      if (std::string_view(section.name) != "carriers.*") continue;
      for (const Key& key : section.keys) {
        if (key.only_for == nullptr || !places_.contains(full + "." + key.name)) continue;
        if (std::string_view(key.only_for).find(carrier.type) != std::string_view::npos) continue;
        fault(full + "." + key.name,
              fmt::format("is only for carriers of the type {}", key.only_for));
      }
    }
  }

  void check_carriers() {
    if (config_.carriers.empty()) {
      const bool was_tried = std::ranges::any_of(
          attempts_, [](const std::string& key) { return key.starts_with("carriers"); });
      if (was_tried) return;
      return fault("carriers",
                   "there is none; add one, such as [carriers.phones] with "
                   "type = \"simulator\"");
    }
    if (std::ranges::count(config_.carriers, true, &Carrier::webhooks_anywhere) > 1) {
      fault("carriers", "only one can have webhooks-anywhere = true");
    }
    std::map<std::string, std::string> served;
    for (const Carrier& carrier : config_.carriers) {
      const std::string key = "carriers." + carrier.name;
      if (auto wrong = wrong_with_carrier_name(carrier.name)) fault(key, *std::move(wrong));
      if (config_.carriers.size() > 1 && carrier.numbers.empty() &&
          !attempts_.contains(key + ".numbers")) {
        fault(key, "needs numbers = […], since there are several carriers");
      }
      if (carrier.type == "logfile" && !has(key + ".path", carrier.path)) {
        fault(key, "needs path = \"…\", the file to append texts to");
      }
      check_belonging(key, carrier);
      if (carrier.type == "twilio" || carrier.type == "signalwire") {
        for (auto& [name, message] : check_http_carrier(carrier, config_.http, attempts_))
          fault(name.empty() ? key : fmt::format("{}.{}", key, name), std::move(message));
      }
      for (const std::string& number : carrier.phones)
        is_number(key + ".phones", number);
      for (const std::string& number : carrier.numbers) {
        if (!is_number(key + ".numbers", number)) continue;
        const auto [entry, is_new] = served.emplace(number, carrier.name);
        if (!is_new) {
          fault(key + ".numbers",
                fmt::format("{} is already served by carrier {}", masked(number), entry->second));
        }
      }
    }
    if (config_.carriers.size() == 1 && config_.carriers.front().numbers.empty()) return;
    for (const auto& [number, owner] : owners_) {
      if (!served.contains(number)) {
        fault("carriers", fmt::format("none serves {} of {}; add it to the numbers of one",
                                      masked(number), owner));
      }
    }
  }

  const Config& config_;
  const Places& places_;
  const Attempts& attempts_;
  std::map<std::string, std::string> owners_;  // of numbers
  std::set<std::string> known_numbers_;
  Findings found_;
};

}  // namespace

Findings check(const Config& config, const Places& places, const Attempts& attempts) {
  return Checker(config, places, attempts).all();
}

}  // namespace gateway::config
