// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/route.h"

#include <algorithm>

#include "plugin/i18n.h"

namespace plugin {
namespace {

std::string id_of(const Route& route) {
  return route.account + " " + route.gateway.addresses.domain();
}

}  // namespace

std::vector<Route> routes(const Gateways& gateways) {
  std::vector<Route> connected;
  std::vector<Route> all;
  for (const PurpleAccount* account : xmpp_accounts()) {
    const bool is_connected = purple_account_is_connected(account) != FALSE;
    for (GatewayInfo& gateway : gateways.of(account)) {
      Route route{account_jid(account), std::move(gateway)};
      if (is_connected) connected.push_back(route);
      all.push_back(std::move(route));
    }
  }
  return connected.empty() ? all : connected;
}

std::optional<Route> default_route(const std::vector<Route>& routes, const std::string& account) {
  const auto found = std::ranges::find_if(
      routes, [&](const Route& route) { return account.empty() || route.account == account; });
  return found != routes.end() ? std::optional(*found) : std::nullopt;
}

FormField route_field(const std::vector<Route>& routes) {
  FormField field{.id = "from",
                  .label = _("_From"),
                  .kind = FormField::Kind::choice,
                  .options = {{"", _("chosen automatically"), true}}};
  for (const Route& route : routes) {
    // Translators: an account (JID) and the domain of an SMS service.
    field.options.push_back(
        {id_of(route),
         textf(_("%s via %s"), route.account.c_str(), route.gateway.addresses.domain().c_str()),
         false});
  }
  return field;
}

std::optional<Route> chosen_route(const std::vector<Route>& routes, const FormValues& values) {
  const std::string id = values.text("from");
  const auto found =
      std::ranges::find_if(routes, [&](const Route& route) { return id_of(route) == id; });
  return found != routes.end() ? std::optional(*found) : std::nullopt;
}

std::string explain_no_route(const std::string& account) {
  if (xmpp_accounts().empty()) {
    return _("You have no XMPP account to text from. Add one under Accounts.");
  }
  if (!account.empty()) {
    // Translators: %s is an account (JID).
    return textf(_("No SMS service is known for %s. If your provider has one, type its address in "
                   "the menu SMS over XMPP ▸ Settings…"),
                 account.c_str());
  }
  return _(
      "No SMS service is known for your accounts. If your provider has one, type its address in "
      "the menu SMS over XMPP ▸ Settings…");
}

}  // namespace plugin
