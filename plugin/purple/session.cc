// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/session.h"

#include "plugin/purple/log.h"
#include "plugin/purple/status_page.h"

namespace plugin {

Session::Session(const Xmpp& xmpp, PurplePlugin* self)
    : xmpp_(xmpp),
      gateways_(xmpp),
      registration_(xmpp, forms_, gateways_),
      presence_(log_),
      sent_(gateways_, texts_),
      hook_(std::in_place, xmpp, gateways_, presence_, sent_),
      responder_(xmpp, log_, presence_),
      resender_(xmpp, texts_),
      ipc_(self,
           [this](PurpleConversation* conversation) { return is_sms_conversation(conversation); }),
      refusals_(questions_, resender_,
                [this](PurpleAccount* account) { switch_account(account, true); }),
      outcomes_(xmpp, {gateways_, texts_, sent_, refusals_, questions_},
                [this](PurpleAccount* account, const std::string& gateway) {
                  registration_.open(account, gateway);
                }),
      incoming_(xmpp, gateways_),
      titles_(gateways_),
      names_(xmpp, gateways_),
      send_question_(gateways_, questions_, resender_),
      adder_(gateways_, forms_, add_buddy),
      commands_(
          {.status = [this] { return status_page(report()); },
           .retry = [this](auto* conversation) { return resender_.retry(conversation); },
           .add = [this](auto* conversation,
                         const std::string& name) { return adder_.add(conversation, name); }},
          gateways_),
      watch_([this] { on_preferences_changed(); }),
      signing_on_(connect<&Session::on_signing_on>(purple_connections_get_handle(),
                                                   signals::signing_on, this)),
      signed_off_(connect<&Session::on_signed_off>(purple_connections_get_handle(),
                                                   signals::signed_off, this)),
      quitting_(connect<&Session::on_quitting>(purple_get_core(), signals::quitting, this)) {
  forms_.on_shown([this](PurpleRequestFields* fields) { ipc_.form_shown(fields); });
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
  hook_->refresh();
  xmpp_.resend_presence();
}

std::vector<AccountFacts> Session::report() const {
  std::vector<AccountFacts> facts;
  for (const PurpleAccount* account : xmpp_accounts()) {
    AccountFacts entry{.name = account_jid(account),
                       .is_switched_on = settings::is_switched_on(account),
                       .is_connected = purple_account_is_connected(account) != FALSE,
                       .is_sms_v2_on = presence_.is_sms_v2_on(),
                       .announced = std::nullopt};
    if (const Announced* announced = log_.find(purple_account_get_connection(account))) {
      entry.announced = *announced;
    }
    facts.push_back(std::move(entry));
  }
  return facts;
}

bool Session::is_sms_conversation(PurpleConversation* conversation) const {
  const char* name = purple_conversation_get_name(conversation);
  const PurpleAccount* account = purple_conversation_get_account(conversation);
  return purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_IM && name != nullptr &&
         is_xmpp(account) && gateways_.is_sms(account, name);
}

void Session::on_signed_off(PurpleConnection* connection) {
  log_.forget(connection);
}

void Session::on_preferences_changed() {
  set_verbosity(settings::verbosity());
  const bool had_sms_v2 = presence_.is_sms_v2_on();
  hook_->refresh();
  if (presence_.is_sms_v2_on() != had_sms_v2) xmpp_.resend_presence();
}

}  // namespace plugin
