// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/contact_adder.h"

#include <utility>

#include "plugin/gateways/shown_text.h"
#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"
#include "plugin/purple/settings.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

ContactAdder::ContactAdder(const Gateways& gateways, Forms& forms, Add add)
    : gateways_(gateways), forms_(forms), add_(std::move(add)) {
  menu_ = connect<&ContactAdder::on_menu>(purple_conversations_get_handle(),
                                          signals::conversation_menu, this);
}

std::string ContactAdder::add(PurpleConversation* conversation, const std::string& name) {
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid(bare_jid(purple_conversation_get_name(conversation)));
  if (!is_with_phone(gateways_, conversation)) {
    return _("This conversation is not with a phone.");
  }
  if (const PurpleBuddy* buddy = purple_find_buddy(account, jid.c_str())) {
    // Translators: %s is the name of a contact.
    return textf(_("%s is among your contacts already."),
                 shown_text(purple_buddy_get_alias_only(const_cast<PurpleBuddy*>(buddy)) != nullptr
                                ? purple_buddy_get_alias_only(const_cast<PurpleBuddy*>(buddy))
                                : shown_phone(gateways_, account, jid),
                            longest_name)
                     .c_str());
  }
  if (purple_account_is_connected(account) == FALSE) {
    return _("Not added: the account is not connected.");
  }
  const std::string shown =
      name.empty() ? shown_phone(gateways_, account, jid) : shown_text(name, longest_name);
  add_(account, jid, shown);
  // Translators: %s is the name of a contact.
  return textf(_("Added %s to your contacts."), shown.c_str());
}

void ContactAdder::on_menu(PurpleConversation* conversation, GList** menu) {
  if (menu == nullptr || !is_stranger(conversation)) return;
  *menu = g_list_append(*menu, purple_menu_action_new(_("Add as SMS contact…"),
                                                      PURPLE_CALLBACK(on_chosen), this, nullptr));
}

void ContactAdder::on_chosen(PurpleConversation* conversation, gpointer adder) noexcept {
  guarded("Add as SMS contact", [&] { static_cast<ContactAdder*>(adder)->ask_name(conversation); });
}

void ContactAdder::ask_name(PurpleConversation* conversation) {
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string account_name = account_jid(account);
  const std::string jid(bare_jid(purple_conversation_get_name(conversation)));
  Form form;
  form.title = _("SMS over XMPP");
  form.primary = _("Add as SMS contact");
  form.secondary = shown_phone(gateways_, account, jid);
  form.fields.push_back({.id = "name", .label = _("_Name"), .value = "", .options = {}});
  form.ok = _("_Add");
  form.accept = [this, account_name, jid](const FormValues& values) -> std::optional<std::string> {
    PurpleAccount* found = find_xmpp_account(account_name);
    PurpleConversation* open = found == nullptr ? nullptr : find_conversation(found, jid);
    if (open != nullptr) write_quietly(open, add(open, values.text("name")));
    return std::nullopt;
  };
  forms_.open(std::move(form));
}

bool ContactAdder::is_stranger(PurpleConversation* conversation) const {
  return is_with_phone(gateways_, conversation) &&
         purple_find_buddy(purple_conversation_get_account(conversation),
                           purple_conversation_get_name(conversation)) == nullptr;
}

void add_buddy(PurpleAccount* account, const std::string& jid, const std::string& name) {
  PurpleGroup* group = purple_group_new(settings::group_name().c_str());
  PurpleBuddy* buddy = purple_buddy_new(account, jid.c_str(), name.c_str());
  purple_blist_add_buddy(buddy, nullptr, group, nullptr);
  purple_account_add_buddy(account, buddy);
}

}  // namespace plugin
