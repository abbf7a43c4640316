// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/gateway_page.h"

#include <string_view>

#include "plugin/gateways/translation.h"
#include "plugin/i18n.h"

namespace plugin {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

const char* how_found(Found how) {
  switch (how) {
    case Found::built_in:
      return _("belongs to this account");
    case Found::typed:
      return _("typed by you");
    case Found::discovered:
      return _("found on your server");
    case Found::in_contacts:
      return _("found among your contacts");
  }
  return "";
}

std::string describe(const GatewayInfo& gateway, bool is_default) {
  std::string text = name_of(gateway) + " — " + how_found(gateway.how);
  // Translators: the SMS service that texts go by unless another is chosen.
  if (is_default) text.append(", ").append(_("used by default"));
  if (gateway.translates) text.append(", ").append(_("finds the address of a number itself"));
  if (gateway.registers) text.append(", ").append(_("lets you register"));
  return text;
}

std::string describe(const AccountGateways& account) {
  std::string html = "<b>" + escaped(account.account) + "</b>";
  const auto add_line = [&html](const std::string& line) { html += "<br>" + escaped(line); };
  bool is_default = true;
  for (const GatewayInfo& gateway : account.gateways) {
    add_line(describe(gateway, is_default));
    is_default = false;
  }
  if (account.is_looking) {
    add_line(_("Looking for SMS services…"));
  } else if (!account.is_connected) {
    add_line(_("Not connected: the search for SMS services begins when the account connects."));
  } else if (account.gateways.empty()) {
    add_line(
        _("No SMS service found. If your provider has one, type its address in the menu SMS over "
          "XMPP ▸ Settings…"));
  }
  if (account.not_looked_at > 0) {
    // Translators: services on the server, which might carry SMS.
    add_line(textf(plural("%zu more service was not looked at.",
                          "%zu more services were not looked at.", account.not_looked_at),
                   account.not_looked_at));
  }
  return html;
}

}  // namespace

std::string gateway_page(const std::vector<AccountGateways>& accounts) {
  if (accounts.empty()) return escaped(_("You have no XMPP account. Add one under Accounts."));
  std::string html;
  for (const AccountGateways& account : accounts)
    html += describe(account) + "<br><br>";
  return html + escaped(_("To look again, type /sms gateways again."));
}

}  // namespace plugin
