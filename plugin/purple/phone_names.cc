// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/phone_names.h"

#include <string>

#include "plugin/purple/conversation_lines.h"
#include "plugin/purple/xml_node.h"
#include "plugin/text_element.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

PhoneNames::PhoneNames(const Xmpp& xmpp, const Gateways& gateways) : gateways_(gateways) {
  receiving_ =
      connect<&PhoneNames::on_receiving_message>(xmpp.instance(), signals::receiving_message, this);
  // First: the others then see the text once, when it is written with its name.
  writing_ = connect<&PhoneNames::on_writing>(
      purple_conversations_get_handle(), signals::writing_im, this, signals::before_other_plugins);
}

gboolean PhoneNames::on_receiving_message(PurpleConnection* /*connection*/, const char* /*type*/,
                                          const char* /*id*/, const char* /*from*/,
                                          const char* /*to*/, xmlnode* message) {
  sent_at_ = 0;
  if (message == nullptr) return FALSE;
  const std::optional<XmlNode> delay = find_child(XmlNode(message), "delay", "urn:xmpp:delay");
  const std::string stamp(delay ? delay->attribute("stamp").value_or("") : "");
  if (!stamp.empty()) sent_at_ = purple_str_to_time(stamp.c_str(), TRUE, nullptr, nullptr, nullptr);
  return FALSE;
}

gboolean PhoneNames::on_writing(PurpleAccount* account, const char* who, char** text,
                                PurpleConversation* conversation, PurpleMessageFlags flags) {
  if (is_writing_ || (flags & PURPLE_MESSAGE_RECV) == 0 || text == nullptr || *text == nullptr ||
      who == nullptr || !is_with_phone(gateways_, conversation)) {
    return FALSE;
  }
  const std::string name = purple_conversation_get_name(conversation);
  if (bare_jid(who) != bare_jid(name) || purple_find_buddy(account, name.c_str()) != nullptr) {
    return FALSE;
  }
  const std::string shown = shown_phone(gateways_, account, name);
  is_writing_ = true;
  purple_conversation_write(conversation, shown.c_str(), *text, flags,
                            sent_at_ != 0 ? sent_at_ : std::time(nullptr));
  is_writing_ = false;
  return TRUE;
}

}  // namespace plugin
