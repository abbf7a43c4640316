// SPDX-License-Identifier: GPL-2.0-or-later
// Puts the announcement into presence as it leaves.
#pragma once

#include <array>

#include "plugin/announce/announcement_log.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/xml_node.h"
#include "plugin/purple/xmpp.h"
#include "plugin/texting/sent_texts.h"
#include "smscaps/announce.h"

namespace plugin {

/// The bundles a connection announces, in the order they are written.
[[nodiscard]] std::span<const smscaps::BundleName> announced_bundles(bool is_sms_v2_on);

class PresenceHook {
 public:
  /// Shape:   `log` and `texts` outlive the hook
  PresenceHook(const Xmpp& xmpp, AnnouncementLog& log, SentTexts& texts);

  /// Reads the settings anew: a preference or an account's switch changed.
  void refresh();

  [[nodiscard]] bool is_sms_v2_on() const { return is_sms_v2_on_; }

 private:
  // Every stanza of every account comes by here. What is none of our business leaves after a look
  // at its first letter, inside the handler that libpurple calls.
  void on_sending_xmlnode(PurpleConnection* connection, xmlnode** packet) {
    if (packet == nullptr || *packet == nullptr || may_concern_us((*packet)->name)) {
      look_at(connection, packet);
    }
  }
  [[nodiscard]] bool may_concern_us(const char* name) const {
    return name != nullptr && (*name == 'p' || (*name == 'm' && is_any_account_off_));
  }
  void look_at(PurpleConnection* connection, xmlnode** packet);
  void rewrite(PurpleConnection* connection, XmlNode presence);
  void remember_text(PurpleConnection* connection, XmlNode message);

  AnnouncementLog& log_;
  SentTexts& texts_;
  bool is_sms_v2_on_ = false;
  bool is_any_account_off_ = false;
  SignalConnection sending_;
};

}  // namespace plugin
