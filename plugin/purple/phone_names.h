// SPDX-License-Identifier: GPL-2.0-or-later
// What a phone that is no contact says is signed with its number, where libpurple would write the
// JID.
#pragma once

#include <ctime>

#include "plugin/purple/gateways.h"
#include "plugin/purple/signals.h"

namespace plugin {

class PhoneNames {
 public:
  /// Shape:   `gateways` outlives it
  PhoneNames(const Xmpp& xmpp, const Gateways& gateways);

 private:
  gboolean on_receiving_message(PurpleConnection* connection, const char* type, const char* id,
                                const char* from, const char* to, xmlnode* message);
  /// TRUE when the line was written by us, signed.
  gboolean on_writing(PurpleAccount* account, const char* who, char** text,
                      PurpleConversation* conversation, PurpleMessageFlags flags);

  const Gateways& gateways_;
  std::time_t sent_at_ = 0;  ///< of the message that is being received: no signal has it
  bool is_writing_ = false;
  SignalConnection receiving_;
  SignalConnection writing_;
};

}  // namespace plugin
