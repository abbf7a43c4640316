// SPDX-License-Identifier: GPL-2.0-or-later
// A counter in each open conversation with a phone, and in no other.
#pragma once

#include <map>
#include <memory>

#include "plugin/pidgin/counter_row.h"
#include "plugin/purple/signal_connection.h"

namespace plugin {

class ConversationCounters {
 public:
  /// Looks at the conversations that are open already too.
  /// Shape:   `core` is our first plugin, which knows the phones
  explicit ConversationCounters(PurplePlugin* core);

 private:
  void on_displayed(PidginConversation* shown) { refresh(shown); }
  void on_switched(PurpleConversation* conversation) { look_at(conversation); }
  void on_updated(PurpleConversation* conversation, PurpleConvUpdateType /*what*/) {
    look_at(conversation);
  }
  void look_at(PurpleConversation* conversation);
  void refresh(PidginConversation* shown);
  [[nodiscard]] bool is_sms(PurpleConversation* conversation) const;

  PurplePlugin* core_;
  std::map<PidginConversation*, std::unique_ptr<CounterRow>> rows_;
  SignalConnection displayed_;
  SignalConnection switched_;
  SignalConnection updated_;
};

}  // namespace plugin
