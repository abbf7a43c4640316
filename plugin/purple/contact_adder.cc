// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/contact_adder.h"

#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"
#include "plugin/shown_text.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

ContactAdder* ContactAdder::current = nullptr;

ContactAdder::ContactAdder(const Gateways& gateways, Roster& roster, Ask ask)
    : gateways_(gateways), roster_(roster), ask_(std::move(ask)) {
  current = this;
  menu_ = connect<&ContactAdder::on_menu>(purple_conversations_get_handle(),
                                          signals::conversation_menu, this);
}

ContactAdder::~ContactAdder() {
  current = nullptr;
}

bool ContactAdder::add(PurpleConversation* conversation, const std::string& name) {
  if (!is_with_phone(gateways_, conversation)) return false;
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid(bare_jid(purple_conversation_get_name(conversation)));
  const std::optional<sms::PhoneAddress> party = gateways_.party(account, jid);
  if (!party) return false;
  const std::string shown =
      name.empty() ? shown_phone(gateways_, account, jid) : shown_text(name, longest_name);
  const auto added = roster_.add_known(
      {.account = account_jid(account), .party = *party, .name = shown, .group = ""}, jid);
  // Translators: %s is the name of a contact.
  write_quietly(conversation, added ? textf(_("Added %s to your contacts."), shown.c_str())
                                    : added.error().reason);
  return true;
}

void ContactAdder::on_menu(PurpleConversation* conversation, GList** menu) {
  if (menu == nullptr || !is_stranger(conversation)) return;
  *menu =
      g_list_append(*menu, purple_menu_action_new(_("Add as SMS contact…"),
                                                  PURPLE_CALLBACK(on_chosen), nullptr, nullptr));
}

void ContactAdder::on_chosen(PurpleConversation* conversation, gpointer /*data*/) noexcept {
  guarded("Add as SMS contact", [&] {
    if (current != nullptr) current->ask_(conversation);
  });
}

bool ContactAdder::is_stranger(PurpleConversation* conversation) const {
  return is_with_phone(gateways_, conversation) &&
         purple_find_buddy(purple_conversation_get_account(conversation),
                           purple_conversation_get_name(conversation)) == nullptr;
}

}  // namespace plugin
