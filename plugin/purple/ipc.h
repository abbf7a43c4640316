// SPDX-License-Identifier: GPL-2.0-or-later
// What our plugin tells other plugins in the same client, such as xmpp-sms-pidgin.so: which
// conversations are with phones, and which dialogs we opened.
#pragma once

#include <functional>

#include "plugin/purple/signal_connection.h"

namespace plugin {

/// How others find us: purple_plugins_find_with_id().
inline constexpr char core_plugin_id[] = "core-xmpp-sms";

/// gboolean is_sms_conversation(PurpleConversation*), through purple_plugin_ipc_call().
inline constexpr char is_sms_conversation_call[] = "is_sms_conversation";

namespace signals {

/// On our plugin: a dialog of ours came to the screen. A text to be sent is in its field "text".
inline constexpr Signal<void(PurpleRequestFields*)> form_shown{"xmpp-sms-form-shown"};

}  // namespace signals

/// Offers both while it lives. There is one, because the call has no user data.
class Ipc {
 public:
  using IsSmsConversation = std::function<bool(PurpleConversation*)>;

  /// Shape:   `self` is the plugin that offers
  Ipc(PurplePlugin* self, IsSmsConversation is_sms);
  ~Ipc();
  Ipc(const Ipc&) = delete;
  Ipc& operator=(const Ipc&) = delete;

  /// Tells of a dialog that is on the screen.
  void form_shown(PurpleRequestFields* fields) const;

 private:
  static gboolean on_is_sms_conversation(PurpleConversation* conversation, void* data) noexcept;

  static Ipc* current;

  PurplePlugin* self_;
  IsSmsConversation is_sms_;
};

}  // namespace plugin
