// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/windows.h"

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/status_page.h"

namespace plugin {
namespace {

void apply(Session& session, PurpleRequestFields* fields) {
  for (PurpleAccount* account : xmpp_accounts()) {
    const std::string id = account_jid(account);
    if (purple_request_fields_exists(fields, id.c_str()) == FALSE) continue;  // came meanwhile
    PurpleRequestField* field = purple_request_fields_get_field(fields, id.c_str());
    const bool on = purple_request_field_bool_get_value(field) != FALSE;
    // What the user did not touch may have been switched elsewhere since the dialog was opened.
    const bool was_on = purple_request_field_bool_get_default_value(field) != FALSE;
    if (on != was_on) session.switch_account(account, on);
  }
}

void on_ok(void* data, PurpleRequestFields* fields) noexcept {
  guarded("the accounts dialog", [&] { apply(*static_cast<Session*>(data), fields); });
}

void tell_no_accounts(PurplePlugin* self) {
  purple_notify_info(self, _("SMS over XMPP"), _("You have no XMPP account."),
                     _("Add one under Accounts."));
}

}  // namespace

void open_accounts_dialog(PurplePlugin* self, Session& session) {
  const std::vector<AccountFacts> accounts = session.report();
  if (accounts.empty()) return tell_no_accounts(self);

  PurpleRequestFieldGroup* group = purple_request_field_group_new(nullptr);
  const auto now = Announced::Clock::now();
  for (const AccountFacts& account : accounts) {
    // Translators: an account (JID) and its state, such as “announced since 14:02”.
    const std::string label =
        textf(_("%s — %s"), account.name.c_str(), short_state(account, now).c_str());
    purple_request_field_group_add_field(
        group, purple_request_field_bool_new(account.name.c_str(), label.c_str(),
                                             account.is_switched_on ? TRUE : FALSE));
  }
  PurpleRequestFields* fields = purple_request_fields_new();
  purple_request_fields_add_group(fields, group);
  purple_request_fields(self, _("SMS over XMPP"), _("Announce SMS for these accounts"),
                        _("A server that offers SMS to clients which announce it will carry your "
                          "texts.\nA change takes effect at once; you stay connected."),
                        fields, button_label(_("_OK")).c_str(), G_CALLBACK(on_ok),
                        button_label(_("_Cancel")).c_str(), nullptr, nullptr, nullptr, nullptr,
                        &session);
}

void open_status_window(PurplePlugin* self, const Session& session) {
  const std::string html = status_page(session.report());
  purple_notify_formatted(self, _("SMS over XMPP"), _("Status"), nullptr, html.c_str(), nullptr,
                          nullptr);
}

}  // namespace plugin
