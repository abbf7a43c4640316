// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/incoming_texts.h"

#include <strings.h>

#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

constexpr char hint_given[] = "xmpp-sms-hint";

bool is_same_domain(std::string_view a, std::string_view b) {
  a = domain_of(a);
  b = domain_of(b);
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

IncomingTexts::IncomingTexts(const Xmpp& xmpp, const Gateways& gateways) : gateways_(gateways) {
  receiving_ = connect<&IncomingTexts::on_receiving_xmlnode>(xmpp.instance(),
                                                             signals::receiving_xmlnode, this);
  wrote_ =
      connect<&IncomingTexts::on_wrote>(purple_conversations_get_handle(), signals::wrote_im, this);
}

// Here and not in receiving-im-msg: “is typing”, receipts and errors follow the number too, and
// libpurple does not bind the conversation to a resource, which a phone has not.
void IncomingTexts::on_receiving_xmlnode(PurpleConnection* connection, xmlnode** packet) {
  if (packet == nullptr || *packet == nullptr || XmlNode(*packet).name() != "message") return;
  XmlNode message(*packet);
  const std::optional<std::string_view> from = message.attribute("from");
  PurpleAccount* account = purple_connection_get_account(connection);
  if (!from || message.attribute("type") == std::optional<std::string_view>("groupchat") ||
      (!gateways_.is_sms(account, *from) && with_plus(*from).empty())) {
    return;
  }
  const std::string sender(*from);
  const std::string bare(bare_jid(sender));
  const std::string name = known_as(account, bare);
  // Somebody whose address happens to be digits keeps the resource that the client answers to.
  if (name == bare && !gateways_.is_sms(account, bare)) return;
  if (name != sender) message.set_attribute("from", name);
}

std::string IncomingTexts::known_as(PurpleAccount* account, const std::string& jid) const {
  if (find_conversation(account, jid) != nullptr) return jid;
  if (purple_find_buddy(account, jid.c_str()) != nullptr) return jid;
  const std::optional<sms::PhoneAddress> sender = party(account, jid);
  if (!sender) return jid;
  const auto is_same = [&](const char* other) {
    return is_same_domain(jid, other) && party(account, other) == sender;
  };
  for (GList* item = purple_get_ims(); item != nullptr; item = item->next) {
    auto* conversation = static_cast<PurpleConversation*>(item->data);
    const char* name = purple_conversation_get_name(conversation);
    if (purple_conversation_get_account(conversation) == account && is_same(name)) {
      return std::string(bare_jid(name));
    }
  }
  std::string found;
  GSList* buddies = purple_find_buddies(account, nullptr);
  for (GSList* item = buddies; item != nullptr && found.empty(); item = item->next) {
    const char* name = purple_buddy_get_name(static_cast<PurpleBuddy*>(item->data));
    if (is_same(name)) found = bare_jid(name);
  }
  g_slist_free(buddies);
  if (!found.empty()) return found;
  // Only a gateway that is known for its way of writing addresses is answered in it.
  for (const GatewayInfo& gateway : gateways_.of(account)) {
    if (!gateway.addresses.serves(jid)) continue;
    if (auto own = gateway.addresses.jid(*sender)) return *own;
  }
  return jid;
}

std::optional<sms::PhoneAddress> IncomingTexts::party(const PurpleAccount* account,
                                                      std::string_view jid) const {
  if (auto own = gateways_.party(account, jid)) {
    if (!std::holds_alternative<sms::SenderName>(*own)) return own;
  }
  const std::string spelled = with_plus(jid);
  return spelled.empty() ? std::nullopt : gateways_.party(account, spelled);
}

void IncomingTexts::on_wrote(PurpleAccount* account, const char* /*who*/, const char* /*text*/,
                             PurpleConversation* conversation, PurpleMessageFlags flags) {
  if ((flags & PURPLE_MESSAGE_RECV) == 0 || conversation == nullptr || !is_xmpp(account)) return;
  const char* name = purple_conversation_get_name(conversation);
  if (purple_conversation_get_data(conversation, hint_given) != nullptr ||
      !gateways_.is_sms(account, name) || purple_find_buddy(account, name) != nullptr) {
    return;
  }
  purple_conversation_set_data(conversation, hint_given, conversation);
  // Translators: “/sms add” is a command and stays as it is; NAME is to be replaced by a name.
  write_quietly(conversation, _("This number is not among your contacts. Type /sms add NAME to "
                                "keep it under a name."));
}

}  // namespace plugin
