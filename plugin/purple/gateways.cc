// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/gateways.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

constexpr char typed_setting[] = "xmpp-sms-gateways";
constexpr char default_setting[] = "xmpp-sms-gateway";

tl::expected<sms::Gateway, sms::AddressError> read_gateway(std::string_view text) {
  return text.find('@') == std::string_view::npos ? sms::Gateway::at(text)
                                                  : sms::Gateway::from_template(text);
}

}  // namespace

Gateways::Gateways(const Xmpp& xmpp) : xmpp_(xmpp) {}

std::vector<GatewayInfo> Gateways::of(const PurpleAccount* account) const {
  std::vector<GatewayInfo> found;
  for (const std::string& text : typed(account)) {
    if (auto gateway = read_gateway(text)) {
      found.push_back({.addresses = std::move(*gateway), .name = "", .how = Found::typed});
    }
  }
  const std::string chosen = purple_account_get_string(account, default_setting, "");
  std::ranges::stable_partition(
      found, [&](const GatewayInfo& gateway) { return gateway.addresses.domain() == chosen; });
  return found;
}

bool Gateways::is_sms(const PurpleAccount* account, std::string_view jid) const {
  return is_phone_jid(jid) || party(account, jid).has_value();
}

std::optional<sms::PhoneAddress> Gateways::party(const PurpleAccount* account,
                                                 std::string_view jid) const {
  for (const GatewayInfo& gateway : of(account)) {
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

void Gateways::find_again(PurpleAccount* /*account*/) {}

void Gateways::translate(PurpleAccount* /*account*/, const GatewayInfo& gateway,
                         const sms::PhoneAddress& party, Translated done) {
  auto jid = gateway.addresses.jid(party);
  if (!jid) return done(tl::make_unexpected(jid.error().message));
  done(std::move(*jid));
}

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
  return {};
}

void Gateways::remove_typed(PurpleAccount* account, std::string_view text) {
  std::string joined;
  for (const std::string& one : typed(account)) {
    if (one != text) joined += (joined.empty() ? "" : " ") + one;
  }
  purple_account_set_string(account, typed_setting, joined.c_str());
}

std::vector<std::string> Gateways::typed(const PurpleAccount* account) const {
  std::istringstream words(purple_account_get_string(account, typed_setting, ""));
  return {std::istream_iterator<std::string>(words), {}};
}

void Gateways::set_default(PurpleAccount* account, std::string_view domain) {
  purple_account_set_string(account, default_setting, std::string(domain).c_str());
}

}  // namespace plugin
