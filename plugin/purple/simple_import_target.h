// SPDX-License-Identifier: GPL-2.0-or-later
// Where imported contacts go while there is one gateway at most and nothing to choose.
#pragma once

#include "plugin/purple/import_target.h"

namespace plugin {

/// The first connected XMPP account that has a gateway, and the group for SMS contacts.
[[nodiscard]] ImportTarget simple_import_target();

}  // namespace plugin
