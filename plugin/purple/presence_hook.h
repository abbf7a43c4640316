// SPDX-License-Identifier: GPL-2.0-or-later
// Puts the announcement into presence as it leaves.
#pragma once

#include <span>

#include "plugin/announce/announcement_log.h"
#include "plugin/purple/xml_node.h"
#include "plugin/purple/xmpp.h"
#include "smscaps/announce.h"

namespace plugin {

/// The bundles a connection announces, in the order they are written.
[[nodiscard]] std::span<const smscaps::BundleName> announced_bundles(bool is_sms_v2_on);

class PresenceHook {
 public:
  /// Shape:   `log` outlives the hook
  explicit PresenceHook(AnnouncementLog& log) : log_(log) { refresh(); }

  /// Reads the settings anew: a preference or an account's switch changed.
  void refresh();

  [[nodiscard]] bool is_sms_v2_on() const { return is_sms_v2_on_; }

  /// A presence is about to leave.
  void rewrite(PurpleConnection* connection, XmlNode presence);

 private:
  AnnouncementLog& log_;
  bool is_sms_v2_on_ = false;
  bool is_any_account_off_ = false;
};

}  // namespace plugin
