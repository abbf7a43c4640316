// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys.h"

#include "gateway/config/keys/tables.h"

namespace gateway::config {

std::span<const Section> sections() {
  static const std::vector<Section> all = {keys::xmpp(),  keys::store(),   keys::http(),
                                           keys::log(),   keys::texts(),   keys::users(),
                                           keys::pools(), keys::carriers()};
  return all;
}

}  // namespace gateway::config
