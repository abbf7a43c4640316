// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/gateways.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plugin/gateways/gateway_list.h"
#include "plugin/gateways/known_gateways.h"
#include "plugin/i18n.h"
#include "plugin/purple/gateway_finder.h"
#include "plugin/purple/gateway_settings.h"
#include "plugin/purple/log.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

using std::chrono::milliseconds;

/// A client has better things to do in its first moment online.
constexpr milliseconds after_signing_on(1000);

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

  // The list and what it was made of: settings can change without us.
  bool is_list_right = false;
  std::string typed;
  std::string chosen;
  std::vector<GatewayInfo> list;
};

Gateways::Gateways(const Xmpp& xmpp)
    : iqs_(xmpp),
      translator_(iqs_, [this] { tell_change(); }),
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
  const GatewaySettings now = gateway_settings(account);
  if (entry.is_list_right && entry.typed == now.typed && entry.chosen == now.chosen) {
    return entry.list;
  }
  entry.typed = now.typed;
  entry.chosen = now.chosen;
  entry.is_list_right = true;
  GatewaySources sources{.typed = typed_gateways(account),
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
  if (auto translated = translator_.party(account, jid)) return translated;
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
  for (const std::string& text : typed_gateways(account)) {
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
  const PurpleAccount* account = purple_connection_get_account(connection);
  translator_.connection_ended(account);
  const auto found = known_.find(account);
  if (found == known_.end()) return;
  Known& entry = *found->second;
  entry.finder.reset();
  entry.is_to_look_again = false;
  entry.is_list_right = false;
}

void Gateways::on_account_removed(PurpleAccount* account) {
  known_.erase(account);
  translator_.forget(account);
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

void Gateways::translate(PurpleAccount* account, const GatewayInfo& gateway,
                         const sms::PhoneAddress& party, Translated done) {
  // The caller's may be older than what the gateway said since.
  GatewayInfo now = gateway;
  for (const GatewayInfo& one : list(account)) {
    if (one.addresses.domain() == gateway.addresses.domain()) now = one;
  }
  translator_.translate(account, now, party, std::move(done));
}

// --- what the user typed ---

tl::expected<void, std::string> Gateways::add_typed(PurpleAccount* account, std::string_view text) {
  const auto is_new = keep_typed_gateway(account, text);
  if (!is_new) return tl::make_unexpected(is_new.error());
  if (!*is_new) return {};
  tell_change();
  find_again(account);
  return {};
}

void Gateways::remove_typed(PurpleAccount* account, std::string_view text) {
  forget_typed_gateway(account, text);
  tell_change();
}

}  // namespace plugin
