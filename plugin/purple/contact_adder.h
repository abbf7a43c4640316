// SPDX-License-Identifier: GPL-2.0-or-later
// The phone of a conversation becomes a contact: from the conversation's menu, and by /sms add.
#pragma once

#include <functional>
#include <string>

#include "plugin/purple/gateways.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/signals.h"

namespace plugin {

class ContactAdder {
 public:
  /// Opens the dialog that adds a contact, with what is known of the conversation's phone.
  using Ask = std::function<void(PurpleConversation*)>;

  /// Shape:   `gateways` and `roster` outlive it
  ContactAdder(const Gateways& gateways, Roster& roster, Ask ask);
  ~ContactAdder();
  ContactAdder(const ContactAdder&) = delete;
  ContactAdder& operator=(const ContactAdder&) = delete;

  /// Adds the phone of a conversation, without a name under its number, and says so there.
  /// Errors:  false when the conversation is not with a phone; nothing was done or said
  bool add(PurpleConversation* conversation, const std::string& name);

 private:
  void on_menu(PurpleConversation* conversation, GList** menu);
  static void on_chosen(PurpleConversation* conversation, gpointer data) noexcept;
  [[nodiscard]] bool is_stranger(PurpleConversation* conversation) const;

  static ContactAdder* current;  ///< a menu may stay open while the plugin is unloaded

  const Gateways& gateways_;
  Roster& roster_;
  Ask ask_;
  SignalConnection menu_;
};

}  // namespace plugin
