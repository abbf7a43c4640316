// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/outcome_notice.h"

#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"
#include "plugin/purple/log.h"
#include "plugin/purple/settings.h"
#include "plugin/texting/bounce_advice.h"
#include "plugin/texting/phone_jid.h"
#include "plugin/texting/receipt.h"

namespace plugin {

OutcomeNotice::OutcomeNotice(const Xmpp& xmpp, const Parts& parts, Register open_registration)
    : parts_(parts), open_registration_(std::move(open_registration)) {
  receiving_ = connect<&OutcomeNotice::on_receiving_message>(xmpp.instance(),
                                                             signals::receiving_message, this);
}

gboolean OutcomeNotice::on_receiving_message(PurpleConnection* connection, const char* type,
                                             const char* id, const char* from, const char* /*to*/,
                                             xmlnode* message) {
  if (message == nullptr || from == nullptr) return FALSE;
  const bool is_error = type != nullptr && std::string_view(type) == "error";
  // A text that comes in is looked at once more for a receipt only when it has no words.
  if (!is_error && xmlnode_get_child(message, "received") == nullptr) return FALSE;
  // libpurple reads behind the end of a conversation's name that is not UTF-8.
  if (bare_jid(from).empty() || g_utf8_validate(from, -1, nullptr) == FALSE) {
    log_passed(Passed::refusal_from_nobody,
               "an error message from no valid address was left to the client");
    return FALSE;
  }
  PurpleAccount* account = purple_connection_get_account(connection);
  return is_error ? came_back(account, XmlNode(message), id != nullptr ? id : "", from)
                  : arrived(account, XmlNode(message), from);
}

gboolean OutcomeNotice::came_back(PurpleAccount* account, XmlNode message, std::string_view id,
                                  std::string_view from) {
  const std::optional<Bounce> bounce = read_bounce(message);
  if (!bounce) return FALSE;
  const bool is_from_phone = parts_.gateways.is_sms(account, from);
  // COMPAT(Google Talk, 2008): SMS_ERROR_11 says itself what it is about, whoever it comes from.
  if (!is_from_phone && !bounce->is_sms_error_11) return FALSE;
  if (parts_.sent.was_wordless(id)) return TRUE;

  const std::string jid = account_jid(account);
  const std::string phone(bare_jid(from));
  const SentText* text = parts_.texts.fail(jid, phone, id);
  BounceFacts facts{.account = jid, .quote = "", .is_kept = false};
  if (text != nullptr) {
    facts.quote = text->quote;
    facts.is_kept = !text->body.empty();
    facts.others_kept = parts_.texts.failed(jid, phone) - (facts.is_kept ? 1 : 0);
  }
  facts.asks_to_announce =
      wants_announcing(*bounce, is_from_phone) && !settings::is_switched_on(account);
  facts.asks_to_register =
      bounce->kind == BounceKind::not_registered && open_registration_ != nullptr;
  write_loudly(parts_.gateways, account, phone, explain_bounce(*bounce, facts));
  if (facts.asks_to_announce) {
    parts_.refusals.ask(account, phone, facts.is_kept ? std::string(id) : std::string());
    log_info(
        "an SMS service refused a text from an account that is switched off; the user was "
        "asked");
  } else {
    if (facts.asks_to_register) ask_to_register(account, phone);
    log_info("an SMS service did not take a text; the user was told why");
  }
  return TRUE;
}

gboolean OutcomeNotice::arrived(PurpleAccount* account, XmlNode message, std::string_view from) {
  const std::optional<std::string> id = read_receipt(message);
  if (!id || !parts_.gateways.is_sms(account, from)) return FALSE;
  const std::string phone(bare_jid(from));
  const auto delivered = parts_.texts.deliver(account_jid(account), phone, *id);
  if (!delivered || !settings::are_receipts_on()) return TRUE;
  if (PurpleConversation* conversation = find_conversation(account, phone)) {
    // Translators: %s is the beginning of a text message that arrived on the phone.
    write_quietly(conversation, delivered->is_last
                                    ? std::string(_("Delivered"))
                                    : textf(_("Delivered: “%s”"), delivered->quote.c_str()));
  }
  return TRUE;
}

void OutcomeNotice::ask_to_register(PurpleAccount* account, const std::string& phone) {
  const std::string gateway(domain_of(phone));
  Question question;
  // Translators: %s is the address of an SMS service, such as sms.example.com.
  question.text = textf(_("Register with %s?"), shown_text(gateway, longest_name).c_str());
  question.details = _("The SMS service sends texts only for people who are registered with it.");
  question.yes = _("_Register…");
  question.no = _("_Not now");
  const std::string jid = account_jid(account);
  question.on_yes = [this, jid, gateway] {
    if (PurpleAccount* found = find_xmpp_account(jid)) open_registration_(found, gateway);
  };
  parts_.questions.ask(account, phone, "register " + jid + " " + gateway, std::move(question));
}

}  // namespace plugin
