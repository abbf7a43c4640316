// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/gateways.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "plugin/gateways/gateway_list.h"
#include "plugin/gateways/iq_reply.h"
#include "plugin/gateways/known_gateways.h"
#include "plugin/gateways/translation.h"
#include "plugin/i18n.h"
#include "plugin/purple/gateway_finder.h"
#include "plugin/purple/log.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

using std::chrono::milliseconds;

constexpr char typed_setting[] = "xmpp-sms-gateways";
constexpr char default_setting[] = "xmpp-sms-gateway";

/// A client has better things to do in its first moment online.
constexpr milliseconds after_signing_on(1000);

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

bool is_google(const PurpleAccount* account) {
  const std::string jid = account_jid(account);
  return is_google_account(jid.substr(jid.find('@') + 1),
                           purple_account_get_string(account, "connect_server", ""));
}

bool is_connected(const PurpleAccount* account) {
  return purple_account_is_connected(account) != FALSE;
}

}  // namespace

/// What is known about an account's gateways.
struct Gateways::Known {
  std::vector<Service> services;
  std::size_t not_looked_at = 0;
  std::unique_ptr<GatewayFinder> finder;  ///< while it looks
  bool is_to_look_again = false;

  /// What gateways translated on this connection: on the next they are asked again.
  std::unordered_map<std::string, std::string> jids;
  /// And back, from all connections: a conversation that stays open is still that phone's.
  std::unordered_map<std::string, sms::PhoneAddress> parties;

  // The list and what it was made of: settings can change without us.
  bool is_list_right = false;
  std::string typed;
  std::string chosen;
  std::vector<GatewayInfo> list;

  static std::string key(const GatewayInfo& gateway, const sms::PhoneAddress& party) {
    return gateway.addresses.domain() + ' ' + std::string(sms::text_of(party));
  }
};

Gateways::Gateways(const Xmpp& xmpp)
    : iqs_(xmpp),
      signed_on_(connect<&Gateways::on_signed_on>(purple_connections_get_handle(),
                                                  signals::signed_on, this)),
      signed_off_(connect<&Gateways::on_signed_off>(purple_connections_get_handle(),
                                                    signals::signed_off, this)),
      account_removed_(connect<&Gateways::on_account_removed>(purple_accounts_get_handle(),
                                                              signals::account_removed, this)) {
  for (PurpleAccount* account : xmpp_accounts()) {
    if (is_connected(account)) look(purple_account_get_connection(account), milliseconds(0));
  }
}

Gateways::~Gateways() = default;

Gateways::Known& Gateways::known(const PurpleAccount* account) const {
  std::unique_ptr<Known>& entry = known_[account];
  if (!entry) entry = std::make_unique<Known>();
  return *entry;
}

const std::vector<GatewayInfo>& Gateways::list(const PurpleAccount* account) const {
  Known& entry = known(account);
  const char* typed_now = purple_account_get_string(account, typed_setting, "");
  const char* chosen_now = purple_account_get_string(account, default_setting, "");
  if (entry.is_list_right && entry.typed == typed_now && entry.chosen == chosen_now) {
    return entry.list;
  }
  entry.typed = typed_now;
  entry.chosen = chosen_now;
  entry.is_list_right = true;
  GatewaySources sources{.typed = words(entry.typed),
                         .chosen = entry.chosen,
                         .is_google = is_google(account),
                         .services = {}};
  // While it looks again, what was found before stays.
  if (entry.finder) sources.services = entry.finder->services();
  for (const Service& service : entry.services) {
    if (std::ranges::find(sources.services, service.domain, &Service::domain) ==
        sources.services.end()) {
      sources.services.push_back(service);
    }
  }
  entry.list = list_gateways(sources);
  return entry.list;
}

std::vector<GatewayInfo> Gateways::of(const PurpleAccount* account) const {
  return list(account);
}

bool Gateways::is_sms(const PurpleAccount* account, std::string_view jid) const {
  return is_phone_jid(jid) || party(account, jid).has_value();
}

std::optional<sms::PhoneAddress> Gateways::party(const PurpleAccount* account,
                                                 std::string_view jid) const {
  const Known& entry = known(account);
  if (!entry.parties.empty()) {
    const auto found = entry.parties.find(std::string(bare_jid(jid)));
    if (found != entry.parties.end()) return found->second;
  }
  for (const GatewayInfo& gateway : list(account)) {
    if (!gateway.addresses.serves(jid)) continue;
    if (auto parties = gateway.addresses.parties(jid); parties && parties->size() == 1) {
      return parties->front();
    }
  }
  if (is_phone_jid(jid)) {
    if (auto number = sms::E164::parse(jid.substr(0, jid.find('@')))) return *number;
  }
  return std::nullopt;
}

// --- looking for them ---

void Gateways::look(PurpleConnection* connection, milliseconds delay) {
  PurpleAccount* account = purple_connection_get_account(connection);
  Known& entry = known(account);
  if (entry.finder) {
    entry.is_to_look_again = true;
    return;
  }
  std::vector<std::string> domains;
  for (const std::string& text : typed(account)) {
    if (auto gateway = read_gateway(text)) domains.push_back(gateway->domain());
  }
  if (is_google(account)) domains.emplace_back(google_gateway);
  entry.finder =
      std::make_unique<GatewayFinder>(iqs_, connection, std::move(domains), delay,
                                      [this, account](bool is_over) { changed(account, is_over); });
}

void Gateways::changed(PurpleAccount* account, bool is_over) {
  Known& entry = known(account);
  entry.is_list_right = false;
  if (!is_over) return tell_change();
  entry.services = entry.finder->services();
  entry.not_looked_at = entry.finder->not_looked_at();
  entry.finder.reset();
  log_info(textf("looked for gateways: %zu known", list(account).size()));
  tell_change();
  if (std::exchange(entry.is_to_look_again, false)) find_again(account);
}

void Gateways::find_again(PurpleAccount* account) {
  if (is_connected(account)) look(purple_account_get_connection(account), milliseconds(0));
}

void Gateways::find_all_again() {
  for (PurpleAccount* account : xmpp_accounts())
    find_again(account);
}

void Gateways::on_signed_on(PurpleConnection* connection) {
  PurpleAccount* account = purple_connection_get_account(connection);
  if (is_xmpp(account)) look(connection, after_signing_on);
}

void Gateways::on_signed_off(PurpleConnection* connection) {
  const auto found = known_.find(purple_connection_get_account(connection));
  if (found == known_.end()) return;
  Known& entry = *found->second;
  entry.finder.reset();
  entry.is_to_look_again = false;
  entry.is_list_right = false;
  entry.jids.clear();
}

void Gateways::on_account_removed(PurpleAccount* account) {
  known_.erase(account);
}

std::vector<AccountGateways> Gateways::report() const {
  std::vector<AccountGateways> accounts;
  for (const PurpleAccount* account : xmpp_accounts()) {
    const Known& entry = known(account);
    accounts.push_back({.account = account_jid(account),
                        .is_connected = is_connected(account),
                        .is_looking = entry.finder != nullptr,
                        .not_looked_at = entry.not_looked_at,
                        .gateways = list(account)});
  }
  return accounts;
}

// --- numbers ---

void Gateways::translate(PurpleAccount* account, const GatewayInfo& gateway,
                         const sms::PhoneAddress& party, Translated done) {
  // The caller's may be older than what the gateway said since.
  GatewayInfo now = gateway;
  for (const GatewayInfo& one : list(account)) {
    if (one.addresses.domain() == gateway.addresses.domain()) now = one;
  }
  if (!now.translates) {
    auto jid = now.addresses.jid(party);
    if (!jid) return done(tl::make_unexpected(jid.error().message));
    return done(std::move(*jid));
  }
  const Known& entry = known(account);
  if (const auto found = entry.jids.find(Known::key(now, party)); found != entry.jids.end()) {
    return done(std::string(found->second));  // a copy: it may sign off
  }
  if (!is_connected(account)) {
    // Translators: the first %s is an account (JID), the second an SMS service.
    return done(tl::make_unexpected(textf(_("%s is not connected, so %s cannot be asked."),
                                          account_jid(account).c_str(), name_of(now).c_str())));
  }
  XmlNodePtr query(xmlnode_new("query"));
  xmlnode_set_namespace(query.get(), translation_namespace);
  const std::string_view number = sms::text_of(party);
  xmlnode_insert_data(xmlnode_new_child(query.get(), "prompt"), number.data(),
                      static_cast<gssize>(number.size()));
  iqs_.ask(purple_account_get_connection(account), now.addresses.domain(), "set", std::move(query),
           [this, account, now, party, done = std::move(done)](const IqAnswer& answer) {
             translated(account, now, party, answer, done);
           });
}

void Gateways::translated(PurpleAccount* account, const GatewayInfo& gateway,
                          const sms::PhoneAddress& party, const IqAnswer& answer,
                          const Translated& done) {
  const std::string name = name_of(gateway);
  switch (answer.kind) {
    case IqAnswer::Kind::none_in_time: {
      const auto seconds = static_cast<unsigned long>(settings::answer_timeout().count());
      return done(tl::make_unexpected(
          // Translators: %s is an SMS service, %lu how long it had time to answer.
          textf(plural("%s did not answer within %lu second. Try again later.",
                       "%s did not answer within %lu seconds. Try again later.", seconds),
                name.c_str(), seconds)));
    }
    case IqAnswer::Kind::signed_off:
      return done(tl::make_unexpected(
          // Translators: %s is an SMS service.
          textf(_("The connection ended before %s answered."), name.c_str())));
    case IqAnswer::Kind::error: {
      const std::string words = error_words(XmlNode(answer.iq));
      return done(tl::make_unexpected(
          // Translators: an SMS service, a phone number, and why the SMS service has no address for
          // it.
          textf(_("%s has no address for %s: %s"), name.c_str(), shown_party(party).c_str(),
                words.empty() ? _("it does not say why") : words.c_str())));
    }
    case IqAnswer::Kind::result:
      break;
  }
  auto jid = check_translation(gateway, party, read_translation(XmlNode(answer.iq)));
  if (jid) {
    Known& entry = known(account);
    entry.jids.insert_or_assign(Known::key(gateway, party), *jid);
    entry.parties.insert_or_assign(*jid, party);
  }
  done(std::move(jid));
}

// --- what the user typed ---

tl::expected<void, std::string> Gateways::add_typed(PurpleAccount* account, std::string_view text) {
  if (auto gateway = read_gateway(text); !gateway) {
    return tl::make_unexpected(gateway.error().message);
  }
  std::vector<std::string> all = typed(account);
  if (std::ranges::find(all, text) != all.end()) return {};
  all.emplace_back(text);
  std::string joined;
  for (const std::string& one : all)
    joined += (joined.empty() ? "" : " ") + one;
  purple_account_set_string(account, typed_setting, joined.c_str());
  tell_change();
  find_again(account);
  return {};
}

void Gateways::remove_typed(PurpleAccount* account, std::string_view text) {
  std::string joined;
  for (const std::string& one : typed(account)) {
    if (one != text) joined += (joined.empty() ? "" : " ") + one;
  }
  purple_account_set_string(account, typed_setting, joined.c_str());
  tell_change();
}

std::vector<std::string> Gateways::typed(const PurpleAccount* account) const {
  return words(purple_account_get_string(account, typed_setting, ""));
}

void Gateways::set_default(PurpleAccount* account, std::string_view domain) {
  purple_account_set_string(account, default_setting, std::string(domain).c_str());
}

}  // namespace plugin
