// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/outgoing_hook.h"

#include "plugin/purple/conversation_lines.h"
#include "plugin/purple/log.h"

namespace plugin {

OutgoingHook::OutgoingHook(const Xmpp& xmpp, const Gateways& gateways, PresenceHook& presence,
                           TextHook& texts)
    : gateways_(gateways), presence_(presence), texts_(texts) {
  refresh();
  void* conversations = purple_conversations_get_handle();
  created_ =
      connect<&OutgoingHook::on_conversation>(conversations, signals::conversation_created, this);
  deleting_ =
      connect<&OutgoingHook::on_deleting>(conversations, signals::deleting_conversation, this);
  sending_ = connect<&OutgoingHook::on_sending_xmlnode>(xmpp.instance(), signals::sending_xmlnode,
                                                        this, signals::after_other_plugins);
}

void OutgoingHook::refresh() {
  presence_.refresh();
  first_letters_ = texts_.first_letters();
  look_for_phones(nullptr);
}

void OutgoingHook::look_for_phones(const PurpleConversation* closing) {
  is_phone_open_ = false;
  for (GList* item = purple_get_ims(); item != nullptr && !is_phone_open_; item = item->next) {
    auto* conversation = static_cast<PurpleConversation*>(item->data);
    is_phone_open_ = conversation != closing && is_with_phone(gateways_, conversation);
  }
}

bool OutgoingHook::may_be_for_a_phone(const xmlnode& message) const {
  for (const xmlnode* child = message.child; child != nullptr; child = child->next) {
    const bool is_to = child->type == XMLNODE_TYPE_ATTRIB && child->name[0] == 't' &&
                       child->name[1] == 'o' && child->name[2] == '\0';
    if (is_to) {
      return child->data != nullptr && first_letters_[static_cast<unsigned char>(*child->data)];
    }
  }
  return false;
}

void OutgoingHook::look_at(PurpleConnection* connection, xmlnode** packet) {
  if (packet == nullptr || *packet == nullptr) {
    log_passed(Passed::no_stanza, "another plugin took a stanza before it was sent");
    return;
  }
  const XmlNode stanza(*packet);
  if (stanza.name() == "presence") {
    presence_.rewrite(connection, stanza);
  } else if (stanza.name() == "message") {
    texts_.look_at(connection, stanza);
  }
}

}  // namespace plugin
