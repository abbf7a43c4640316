// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/conversation_lines.h"

#include <ctime>

#include "plugin/i18n.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/handles.h"
#include "plugin/shown_text.h"
#include "sms/number.h"

namespace plugin {
namespace {

// A JID is not a mail address to write to, and a service's words are no links to follow.
void write(PurpleConversation* conversation, const std::string& text, int flags) {
  purple_conversation_write(conversation, nullptr, escape_markup(text).c_str(),
                            static_cast<PurpleMessageFlags>(flags | PURPLE_MESSAGE_NO_LINKIFY),
                            std::time(nullptr));
}

}  // namespace

PurpleConversation* find_conversation(PurpleAccount* account, const std::string& phone) {
  return purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, phone.c_str(), account);
}

bool is_with_phone(const Gateways& gateways, PurpleConversation* conversation) {
  const PurpleAccount* account = purple_conversation_get_account(conversation);
  return purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_IM && is_xmpp(account) &&
         gateways.is_sms(account, purple_conversation_get_name(conversation));
}

void write_loudly(const Gateways& gateways, PurpleAccount* account, const std::string& phone,
                  const std::string& text, PurpleMessageFlags kind) {
  PurpleConversation* conversation = find_conversation(account, phone);
  if (conversation == nullptr && purple_account_get_connection(account) != nullptr) {
    conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, phone.c_str());
  }
  if (conversation == nullptr) {
    // It was closed, and libpurple opens none for an account that is offline.
    purple_notify_error(account, _("SMS over XMPP"), shown_phone(gateways, account, phone).c_str(),
                        text.c_str());
    return;
  }
  write(conversation, text, kind);
}

void write_quietly(PurpleConversation* conversation, const std::string& text) {
  write(conversation, text, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG);
}

std::string shown_phone(const Gateways& gateways, const PurpleAccount* account,
                        const std::string& jid) {
  const std::optional<sms::PhoneAddress> party = gateways.party(account, jid);
  if (!party) return shown_text(jid, longest_name);
  if (const auto* number = std::get_if<sms::E164>(&*party)) {
    return sms::describe(*number).international;
  }
  return shown_text(sms::text_of(*party), longest_name);
}

}  // namespace plugin
