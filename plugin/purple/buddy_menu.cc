// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/buddy_menu.h"

#include <utility>

#include "plugin/i18n.h"

namespace plugin {
namespace {

// Finch gives the person, Pidgin one of the person's addresses.
PurpleBuddy* buddy_of(PurpleBlistNode* node) {
  if (PURPLE_BLIST_NODE_IS_BUDDY(node)) return PURPLE_BUDDY(node);
  if (PURPLE_BLIST_NODE_IS_CONTACT(node)) {
    return purple_contact_get_priority_buddy(PURPLE_CONTACT(node));
  }
  return nullptr;
}

void append(GList** menu, const char* label, void (*chosen)(PurpleBlistNode*, gpointer)) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libpurple's own idiom
  auto callback = reinterpret_cast<PurpleCallback>(chosen);
  *menu = g_list_append(*menu, purple_menu_action_new(label, callback, nullptr, nullptr));
}

}  // namespace

BuddyMenu* BuddyMenu::current = nullptr;

BuddyMenu::BuddyMenu(const Roster& roster, Chosen send, Chosen set_number)
    : roster_(roster),
      send_(std::move(send)),
      set_number_(std::move(set_number)),
      extended_menu_(
          connect<&BuddyMenu::on_menu>(purple_blist_get_handle(), signals::extended_menu, this)) {
  current = this;
}

BuddyMenu::~BuddyMenu() {
  current = nullptr;
}

void BuddyMenu::on_menu(PurpleBlistNode* node, GList** menu) {
  PurpleBuddy* buddy = buddy_of(node);
  if (buddy == nullptr || menu == nullptr) return;
  if (roster_.party_of(buddy)) append(menu, _("Send SMS…"), on_send);
  if (!roster_.is_phone(buddy)) append(menu, _("Set mobile number…"), on_set_number);
}

void BuddyMenu::on_send(PurpleBlistNode* node, gpointer /*data*/) noexcept {
  guarded("Send SMS…", [&] {
    if (current != nullptr) current->send_(buddy_of(node));
  });
}

void BuddyMenu::on_set_number(PurpleBlistNode* node, gpointer /*data*/) noexcept {
  guarded("Set mobile number…", [&] {
    if (current != nullptr) current->set_number_(buddy_of(node));
  });
}

}  // namespace plugin
