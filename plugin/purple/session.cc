// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/session.h"

#include "plugin/contacts/recipient.h"
#include "plugin/gateways/gateway_page.h"
#include "plugin/i18n.h"
#include "plugin/purple/import_route.h"
#include "plugin/purple/log.h"
#include "plugin/purple/mobile_number_dialog.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/status_page.h"
#include "plugin/shown_text.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
Session::Session(const Xmpp& xmpp, PurplePlugin* self)
    : xmpp_(xmpp),
      gateways_(xmpp),
      registration_(xmpp, forms_, gateways_),
      roster_(gateways_),
      presence_(log_),
      sent_(gateways_, texts_),
      hook_(std::in_place, xmpp, gateways_, presence_, sent_),
      responder_(xmpp, log_, presence_),
      resender_(xmpp, texts_),
      texting_(gateways_, roster_, forms_,
               [this](PurpleConversation* conversation, const std::string& markup) {
                 resender_.send_held_back(conversation, markup);
               }),
      send_dialog_(forms_, gateways_, roster_, texting_),
      contact_dialog_(forms_, gateways_, roster_, texting_),
      vcard_import_(forms_),
      ipc_(self,
           [this](PurpleConversation* conversation) { return is_sms_conversation(conversation); }),
      refusals_(gateways_, questions_, resender_,
                [this](PurpleAccount* account) { switch_account(account, true); }),
      outcomes_(xmpp, {gateways_, texts_, sent_, refusals_, questions_},
                [this](PurpleAccount* account, const std::string& gateway) {
                  registration_.open(account, gateway);
                }),
      incoming_(xmpp, gateways_),
      titles_(gateways_),
      names_(xmpp, gateways_),
      send_question_(gateways_, questions_, resender_),
      adder_(gateways_, roster_,
             [this](PurpleConversation* conversation) { add_phone(conversation, ""); }),
      commands_({.status = [this] { return status_page(report()); },
                 .gateways =
                     [this](bool again) {
                       if (again) gateways_.find_all_again();
                       return gateway_page(gateways_.report());
                     },
                 .retry = [this](auto* conversation) { return resender_.retry(conversation); },
                 .add =
                     [this](PurpleConversation* conversation, const std::string& name) {
                       if (!adder_.add(conversation, name)) add_phone(conversation, name);
                     }},
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
  gateways_.on_change([this] {
    hook_->refresh();
    titles_.refresh();
  });
  forms_.on_shown([this](PurpleRequestFields* fields) { ipc_.form_shown(fields); });
  set_verbosity(settings::verbosity());
  forget_passed();
  xmpp_.resend_presence();
}

Session::~Session() {
  gateways_.on_change(nullptr);
  if (!is_quitting_) guarded("giving texts back", [this] { send_question_.give_back(); });
  hook_.reset();  // from here on presence leaves as the client made it
  if (!is_quitting_) xmpp_.resend_presence();
}

void Session::switch_account(PurpleAccount* account, bool on) {
  if (settings::is_switched_on(account) == on) return;
  settings::switch_account(account, on);
  hook_->refresh();
  xmpp_.resend_presence();
}

void Session::import_contacts(const std::string& plugin_file) {
  choose_import_route(forms_, gateways_, [this, plugin_file](const Route& route) {
    vcard_import_.start(plugin_file, import_target(roster_, route));
  });
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

void Session::send_to(PurpleBuddy* buddy) {
  const std::optional<sms::PhoneAddress> party =
      buddy != nullptr ? roster_.party_of(buddy) : std::nullopt;
  if (!party) return;  // it was removed while its menu was open
  PurpleAccount* account = purple_buddy_get_account(buddy);
  const std::string jid = account_jid(account);
  send_dialog_.open(
      {.to = shown(*party, region_in_use()),
       .account = find_xmpp_account(jid) == account ? jid : "",
       .text = "",
       // Translators: %s is a person in the buddy list.
       .notice = textf(_("To %s"), shown_text(purple_buddy_get_alias(buddy)).c_str())});
}

void Session::add_phone(PurpleConversation* conversation, const std::string& name) {
  ContactPreset preset{.number = "", .name = name, .account = ""};
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid = account_jid(account);
  if (find_xmpp_account(jid) == account) {
    preset.account = jid;
    const std::string phone(bare_jid(purple_conversation_get_name(conversation)));
    if (const auto party = gateways_.party(account, phone)) {
      preset.number = shown(*party, region_in_use());
      preset.jid = phone;
    }
  }
  contact_dialog_.open(preset);
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
