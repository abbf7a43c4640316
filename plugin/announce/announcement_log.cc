// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/announce/announcement_log.h"

namespace plugin {

void AnnouncementLog::presence_left(ConnectionKey connection, smscaps::Outcome outcome,
                                    bool announcing, std::string_view caps_node) {
  Announced& entry = connections_[connection];
  entry.has_caps =
      outcome == smscaps::Outcome::rewritten || outcome == smscaps::Outcome::already_so;
  const bool was_announced = entry.is_announced;
  entry.is_announced = entry.has_caps && announcing;
  if (entry.is_announced && !was_announced) entry.since = now_();
  if (entry.caps_node != caps_node) entry.caps_node = caps_node;
}

const Announced* AnnouncementLog::find(ConnectionKey connection) const {
  const auto found = connections_.find(connection);
  return found == connections_.end() ? nullptr : &found->second;
}

}  // namespace plugin
