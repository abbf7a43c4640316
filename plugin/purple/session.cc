// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/session.h"

#include "plugin/contacts/harmless.h"
#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/log.h"
#include "plugin/purple/mobile_number_dialog.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/status_page.h"

namespace plugin {
namespace {

std::string gateways_page(const Gateways& gateways) {
  std::string html;
  for (const PurpleAccount* account : xmpp_accounts()) {
    if (!html.empty()) html += "<br>";
    html += "<b>" + escape_markup(account_jid(account)) + "</b>: ";
    std::string list;
    for (const GatewayInfo& gateway : gateways.of(account))
      list += (list.empty() ? "" : ", ") + gateway.addresses.domain();
    html += escape_markup(list.empty() ? _("no SMS service is known") : list);
  }
  return html.empty() ? escape_markup(_("You have no XMPP account. Add one under Accounts."))
                      : html;
}

}  // namespace

Session::Session(const Xmpp& xmpp)
    : xmpp_(xmpp),
      hook_(std::in_place, xmpp, log_, texts_),
      responder_(xmpp, log_, *hook_),
      gateways_(xmpp),
      roster_(gateways_),
      texting_(gateways_, roster_, forms_),
      send_dialog_(forms_, gateways_, roster_, texting_),
      contact_dialog_(forms_, gateways_, roster_, texting_),
      refusals_(xmpp, texts_, [this](PurpleAccount* account) { switch_account(account, true); }),
      commands_({.status = [this] { return status_page(report()); },
                 .gateways =
                     [this](bool again) {
                       for (PurpleAccount* account : xmpp_accounts())
                         if (again) gateways_.find_again(account);
                       return gateways_page(gateways_);
                     },
                 .retry = [](PurpleConversation*) -> std::optional<std::string> {
                   return _("There is no text to send again.");
                 },
                 .add = [this](PurpleConversation* conversation,
                               const std::string& name) { add_phone(conversation, name); }},
                roster_, texting_),
      buddy_menu_(
          roster_, [this](PurpleBuddy* buddy) { send_to(buddy); },
          [this](PurpleBuddy* buddy) { open_mobile_number_dialog(forms_, buddy); }),
      uri_handler_([this](const SendPreset& preset) { send_dialog_.open(preset); }),
      watch_([this] { on_preferences_changed(); }),
      signing_on_(connect<&Session::on_signing_on>(purple_connections_get_handle(),
                                                   signals::signing_on, this)),
      signed_off_(connect<&Session::on_signed_off>(purple_connections_get_handle(),
                                                   signals::signed_off, this)),
      quitting_(connect<&Session::on_quitting>(purple_get_core(), signals::quitting, this)) {
  set_verbosity(settings::verbosity());
  forget_passed();
  xmpp_.resend_presence();
}

Session::~Session() {
  hook_.reset();  // from here on presence leaves as the client made it
  if (!is_quitting_) xmpp_.resend_presence();
}

void Session::switch_account(PurpleAccount* account, bool on) {
  if (settings::is_switched_on(account) == on) return;
  settings::switch_account(account, on);
  if (on) texts_.forget_account(account_jid(account));
  hook_->refresh();
  xmpp_.resend_presence();
}

std::vector<AccountFacts> Session::report() const {
  std::vector<AccountFacts> facts;
  for (const PurpleAccount* account : xmpp_accounts()) {
    AccountFacts entry{.name = account_jid(account),
                       .is_switched_on = settings::is_switched_on(account),
                       .is_connected = purple_account_is_connected(account) != FALSE,
                       .is_sms_v2_on = hook_->is_sms_v2_on(),
                       .announced = std::nullopt};
    if (const Announced* announced = log_.find(purple_account_get_connection(account))) {
      entry.announced = *announced;
    }
    facts.push_back(std::move(entry));
  }
  return facts;
}

void Session::send_to(PurpleBuddy* buddy) {
  const std::optional<sms::PhoneAddress> party =
      buddy != nullptr ? roster_.party_of(buddy) : std::nullopt;
  if (!party) return;  // it was removed while its menu was open
  PurpleAccount* account = purple_buddy_get_account(buddy);
  const std::string jid = account_jid(account);
  send_dialog_.open({.to = shown(*party, region_in_use()),
                     .account = find_xmpp_account(jid) == account ? jid : "",
                     .text = "",
                     // Translators: %s is a person in the buddy list.
                     .notice = textf(_("To %s"), harmless(purple_buddy_get_alias(buddy)).c_str())});
}

void Session::add_phone(PurpleConversation* conversation, const std::string& name) {
  ContactPreset preset{.number = "", .name = name, .account = ""};
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid = account_jid(account);
  if (find_xmpp_account(jid) == account) {
    preset.account = jid;
    if (const auto party = gateways_.party(account, purple_conversation_get_name(conversation))) {
      preset.number = shown(*party, region_in_use());
    }
  }
  contact_dialog_.open(preset);
}

void Session::on_signed_off(PurpleConnection* connection) {
  log_.forget(connection);
}

void Session::on_preferences_changed() {
  set_verbosity(settings::verbosity());
  const bool had_sms_v2 = hook_->is_sms_v2_on();
  hook_->refresh();
  if (hook_->is_sms_v2_on() != had_sms_v2) xmpp_.resend_presence();
}

}  // namespace plugin
