// SPDX-License-Identifier: GPL-2.0-or-later
// “Add as SMS contact”: from the menu of a conversation, and by /sms add.
#pragma once

#include <functional>
#include <string>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/signals.h"

namespace plugin {

class ContactAdder {
 public:
  /// Adds a phone to the account's contacts. Shape: its bare JID, and the name to show, not empty
  using Add = std::function<void(PurpleAccount*, const std::string& jid, const std::string& name)>;

  /// Shape:   `gateways` and `forms` outlive it
  ContactAdder(const Gateways& gateways, Forms& forms, Add add);

  /// Adds the phone of a conversation; without a name under its number. Returns what to tell the
  /// user.
  /// Shape:   a sentence, plain
  std::string add(PurpleConversation* conversation, const std::string& name);

 private:
  void on_menu(PurpleConversation* conversation, GList** menu);
  static void on_chosen(PurpleConversation* conversation, gpointer adder) noexcept;
  void ask_name(PurpleConversation* conversation);
  [[nodiscard]] bool is_stranger(PurpleConversation* conversation) const;

  const Gateways& gateways_;
  Forms& forms_;
  Add add_;
  SignalConnection menu_;
};

/// Puts a buddy into the list and the roster and subscribes to it.
void add_buddy(PurpleAccount* account, const std::string& jid, const std::string& name);

}  // namespace plugin
