// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/session.h"

#include "plugin/purple/log.h"
#include "plugin/purple/status_page.h"

namespace plugin {

Session::Session(const Xmpp& xmpp)
    : xmpp_(xmpp),
      hook_(std::in_place, xmpp, log_, texts_),
      responder_(xmpp, log_, *hook_),
      gateways_(xmpp),
      vcard_import_(forms_),
      refusals_(xmpp, texts_, [this](PurpleAccount* account) { switch_account(account, true); }),
      commands_([this] { return status_page(report()); }),
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
