// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/refusal_notice.h"

#include <cstring>
#include <ctime>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/log.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/xml_node.h"
#include "plugin/texting/refusal.h"

namespace plugin {

/// One question to the user, and the texts that go out when the answer is yes. It is libpurple's
/// handle for its own dialog, which closes with it.
struct RefusalNotice::Offer {
  RefusalNotice* owner;
  std::string account;
  std::vector<SentText> texts;

  ~Offer() { close(); }
  void close() { purple_request_close_with_handle(this); }
};

namespace {

void write_notice(PurpleAccount* account, const std::string& phone, const std::string& text,
                  PurpleMessageFlags kind) {
  PurpleConversation* conversation =
      purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, phone.c_str(), account);
  if (conversation == nullptr && purple_account_get_connection(account) != nullptr) {
    conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, phone.c_str());
  }
  if (conversation == nullptr) {
    // It was closed, and libpurple opens none for an account that is offline.
    purple_notify_error(account, _("SMS over XMPP"), phone.c_str(), text.c_str());
    return;
  }
  // A JID is not a mail address to write to.
  const auto flags = static_cast<PurpleMessageFlags>(kind | PURPLE_MESSAGE_NO_LINKIFY);
  purple_conversation_write(conversation, nullptr, escape_markup(text).c_str(), flags,
                            std::time(nullptr));
}

std::string explain(const Refusal& refusal, const std::string& account) {
  const std::string reason =
      refusal.reason.empty() ? _("The SMS service does not allow it.") : refusal.reason;
  // Translators: the first %s is an account (JID), the second what the SMS service said.
  return textf(_("Not sent as SMS: the service serves only clients that announce SMS, and "
                 "announcing is switched off for %s. Another window asks whether to switch it on "
                 "and send again.\nThe service said: %s"),
               account.c_str(), reason.c_str());
}

}  // namespace

RefusalNotice::RefusalNotice(const Xmpp& xmpp, SentTexts& texts, SwitchOn switch_on)
    : xmpp_(xmpp), texts_(texts), switch_on_(std::move(switch_on)) {
  receiving_ = connect<&RefusalNotice::on_receiving_message>(xmpp.instance(),
                                                             signals::receiving_message, this);
}

RefusalNotice::~RefusalNotice() = default;

gboolean RefusalNotice::on_receiving_message(PurpleConnection* connection, const char* type,
                                             const char* id, const char* from, const char* /*to*/,
                                             xmlnode* message) {
  if (message == nullptr || type == nullptr || from == nullptr || std::strcmp(type, "error") != 0) {
    return FALSE;
  }
  // libpurple reads behind the end of a conversation's name that is not UTF-8.
  if (bare_jid(from).empty() || g_utf8_validate(from, -1, nullptr) == FALSE) {
    log_passed(Passed::refusal_from_nobody,
               "an error message from no valid address was left to the client");
    return FALSE;
  }
  const std::optional<Refusal> refusal = read_refusal(XmlNode(message), from);
  if (!refusal) return FALSE;
  PurpleAccount* account = purple_connection_get_account(connection);
  if (settings::is_switched_on(account)) {
    log_passed(Passed::refusal_elsewhere,
               "an SMS service refused a text although sms-v1 is announced; left to the client");
    return FALSE;
  }

  const std::string jid = account_jid(account);
  const std::string phone(bare_jid(from));
  write_notice(account, phone, explain(*refusal, jid), PURPLE_MESSAGE_ERROR);
  Offer& offer = offer_for(jid);
  if (std::optional<SentText> text = texts_.take(jid, phone, id != nullptr ? id : "")) {
    offer.texts.push_back(std::move(*text));
  }
  ask(offer, account, phone);
  log_info(
      "an SMS service refused a text from an account that is switched off; the user was asked");
  return TRUE;
}

RefusalNotice::Offer& RefusalNotice::offer_for(const std::string& account) {
  for (const auto& offer : offers_) {
    if (offer->account == account) return *offer;
  }
  return *offers_.emplace_back(std::make_unique<Offer>(Offer{this, account, {}}));
}

void RefusalNotice::ask(Offer& offer, PurpleAccount* account, const std::string& phone) {
  offer.close();  // the question before this one, now that there is more to send
  const auto count = offer.texts.size();
  const std::string question =
      count == 0
          // Translators: %s is an account (JID).
          ? textf(_("Announce SMS for %s?"), offer.account.c_str())
          // Translators: %s is an account (JID), %zu how many texts were refused.
          : textf(plural("Announce SMS for %s and send %zu text again?",
                         "Announce SMS for %s and send %zu texts again?", count),
                  offer.account.c_str(), count);
  purple_request_action(
      &offer, _("SMS over XMPP"), question.c_str(),
      _("The SMS service refused the text because this account does not announce that it can do "
        "SMS. You can switch it off again in the menu SMS over XMPP ▸ Accounts…"),
      PURPLE_DEFAULT_ACTION_NONE,  // it opens while one types: Return must not answer it
      account, phone.c_str(), nullptr, &offer, 2,
      button_label(count == 0 ? _("_Switch on") : _("_Switch on and send again")).c_str(),
      G_CALLBACK(on_accept), button_label(_("_Not now")).c_str(), G_CALLBACK(on_decline));
}

void RefusalNotice::on_accept(void* data, int /*action*/) noexcept {
  guarded("sending again", [&] {
    auto* offer = static_cast<Offer*>(data);
    offer->owner->accept(*offer);
  });
}

void RefusalNotice::on_decline(void* data, int /*action*/) noexcept {
  static_cast<Offer*>(data)->texts.clear();
}

void RefusalNotice::accept(Offer& offer) {
  const std::vector<SentText> texts = std::exchange(offer.texts, {});
  PurpleAccount* account = find_xmpp_account(offer.account);
  if (account == nullptr) return;  // removed while the question was open
  switch_on_(account);
  PurpleConnection* connection = purple_account_get_connection(account);
  for (const SentText& text : texts) {
    XmlNodePtr stanza(xmlnode_from_str(text.stanza.c_str(), -1));
    if (!stanza) continue;
    const std::string phone(bare_jid(XmlNode(stanza.get()).attribute("to").value_or("")));
    if (connection == nullptr || !PURPLE_CONNECTION_IS_CONNECTED(connection)) {
      write_notice(account, phone, _("Not sent again: the account is not connected."),
                   PURPLE_MESSAGE_ERROR);
      continue;
    }
    xmpp_.send(connection, std::move(stanza));
    write_notice(account, phone, _("SMS is announced now; your text was sent again."),
                 PURPLE_MESSAGE_SYSTEM);
  }
}

}  // namespace plugin
