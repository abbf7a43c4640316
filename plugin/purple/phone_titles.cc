// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/phone_titles.h"

#include <string>

#include "plugin/purple/conversation_lines.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

PhoneTitles::PhoneTitles(const Gateways& gateways) : gateways_(gateways) {
  void* conversations = purple_conversations_get_handle();
  created_ = connect<&PhoneTitles::on_created>(conversations, signals::conversation_created, this);
  updated_ = connect<&PhoneTitles::on_updated>(conversations, signals::conversation_updated, this);
  void* buddies = purple_blist_get_handle();
  added_ = connect<&PhoneTitles::on_buddy>(buddies, signals::buddy_added, this);
  removed_ = connect<&PhoneTitles::on_buddy>(buddies, signals::buddy_removed, this);
  refresh();
}

void PhoneTitles::refresh() {
  for (GList* item = purple_get_ims(); item != nullptr; item = item->next)
    set_title(static_cast<PurpleConversation*>(item->data));
}

PhoneTitles::~PhoneTitles() {
  updated_ = {};
  guarded("giving titles back", [this] {
    for (GList* item = purple_get_ims(); item != nullptr; item = item->next) {
      auto* conversation = static_cast<PurpleConversation*>(item->data);
      if (is_with_phone(gateways_, conversation)) purple_conversation_autoset_title(conversation);
    }
  });
}

void PhoneTitles::on_buddy(PurpleBuddy* buddy) {
  PurpleAccount* account = purple_buddy_get_account(buddy);
  if (!gateways_.is_sms(account, purple_buddy_get_name(buddy))) return;
  if (PurpleConversation* conversation = find_conversation(account, purple_buddy_get_name(buddy))) {
    purple_conversation_autoset_title(conversation);
  }
}

void PhoneTitles::set_title(PurpleConversation* conversation) {
  if (!is_with_phone(gateways_, conversation)) return;
  const std::string name = purple_conversation_get_name(conversation);
  const char* title = purple_conversation_get_title(conversation);
  if (title == nullptr || bare_jid(title) != bare_jid(name)) return;  // somebody's name
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string shown = shown_phone(gateways_, account, name);
  if (shown != title) purple_conversation_set_title(conversation, shown.c_str());
}

}  // namespace plugin
