// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/status_page.h"

#include "plugin/i18n.h"
#include "plugin/purple/handles.h"

namespace plugin {

std::string status_page(const std::vector<AccountFacts>& accounts) {
  if (accounts.empty()) {
    return escape_markup(_("You have no XMPP account. Add one under Accounts."));
  }
  const auto now = Announced::Clock::now();
  std::string html;
  for (const AccountFacts& account : accounts) {
    if (!html.empty()) html += "<br><br>";
    html += "<b>" + escape_markup(account.name) +
            "</b>: " + escape_markup(short_state(account, now)) + "<br>" +
            escape_markup(explain_state(account));
  }
  return html;
}

}  // namespace plugin
