// SPDX-License-Identifier: GPL-2.0-or-later
// Answers peers that ask what sms-v1 stands for. libpurple would say item-not-found.
#pragma once

#include "plugin/announce/announcement_log.h"
#include "plugin/purple/presence_hook.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/xmpp.h"

namespace plugin {

class BundleResponder {
 public:
  /// Shape:   `log` and `hook` outlive the responder
  BundleResponder(const Xmpp& xmpp, const AnnouncementLog& log, const PresenceHook& hook);

 private:
  /// TRUE when the iq was ours and is answered; every other iq goes on to the client.
  gboolean on_receiving_iq(PurpleConnection* connection, const char* type, const char* id,
                           const char* from, xmlnode* iq);

  Xmpp xmpp_;
  const AnnouncementLog& log_;
  const PresenceHook& hook_;
  SignalConnection receiving_;
};

}  // namespace plugin
