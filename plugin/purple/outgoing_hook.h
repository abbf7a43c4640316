// SPDX-License-Identifier: GPL-2.0-or-later
// Every stanza of every account comes by here on its way out: presence and texts are handed on.
#pragma once

#include <array>

#include "plugin/purple/presence_hook.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/text_hook.h"

namespace plugin {

class OutgoingHook {
 public:
  /// Shape:   all outlive the hook
  OutgoingHook(const Xmpp& xmpp, const Gateways& gateways, PresenceHook& presence, TextHook& texts);

  /// Reads the settings anew: a preference, an account or a gateway changed.
  void refresh();

 private:
  // What is none of our business leaves after a look at its first letter, inside the handler that
  // libpurple calls. So do messages while no conversation with a phone is open, and after one more
  // look, at the first letter of the addressee, while one is.
  void on_sending_xmlnode(PurpleConnection* connection, xmlnode** packet) {
    if (packet == nullptr || *packet == nullptr || may_concern_us(**packet)) {
      look_at(connection, packet);
    }
  }

  [[nodiscard]] bool may_concern_us(const xmlnode& stanza) const {
    if (stanza.name == nullptr) return false;
    if (*stanza.name == 'm') return is_phone_open_ && may_be_for_a_phone(stanza);
    return *stanza.name == 'p';
  }

  [[nodiscard]] bool may_be_for_a_phone(const xmlnode& message) const;
  void on_conversation(PurpleConversation* /*conversation*/) { look_for_phones(nullptr); }
  void on_deleting(PurpleConversation* conversation) { look_for_phones(conversation); }
  void look_for_phones(const PurpleConversation* closing);
  void look_at(PurpleConnection* connection, xmlnode** packet);

  const Gateways& gateways_;
  PresenceHook& presence_;
  TextHook& texts_;
  std::array<bool, 256> first_letters_{};  ///< that JIDs of phones begin with
  bool is_phone_open_ = false;
  SignalConnection created_;
  SignalConnection deleting_;
  SignalConnection sending_;
};

}  // namespace plugin
