// SPDX-License-Identifier: GPL-2.0-or-later
// What we add to a buddy's own menu.
#pragma once

#include <functional>

#include "plugin/purple/roster.h"
#include "plugin/purple/signals.h"

namespace plugin {

/// "Send SMS…" for whoever has a number, "Set mobile number…" for whoever is no phone.
class BuddyMenu {
 public:
  using Chosen = std::function<void(PurpleBuddy*)>;

  /// Shape:   `roster` outlives the menu
  BuddyMenu(const Roster& roster, Chosen send, Chosen set_number);
  ~BuddyMenu();
  BuddyMenu(const BuddyMenu&) = delete;
  BuddyMenu& operator=(const BuddyMenu&) = delete;

 private:
  void on_menu(PurpleBlistNode* node, GList** menu);
  static void on_send(PurpleBlistNode* node, gpointer data) noexcept;
  static void on_set_number(PurpleBlistNode* node, gpointer data) noexcept;

  /// A client may keep a menu open while the plugin is unloaded: its entries look here who is left.
  static BuddyMenu* current;

  const Roster& roster_;
  Chosen send_;
  Chosen set_number_;
  SignalConnection extended_menu_;
};

}  // namespace plugin
