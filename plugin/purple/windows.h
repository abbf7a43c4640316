// SPDX-License-Identifier: GPL-2.0-or-later
// The plugin's own windows, opened from its menu: which accounts announce, and the status.
#pragma once

#include "plugin/purple/session.h"

namespace plugin {

/// Lists the XMPP accounts with a check box and their state; OK changes them at once.
/// Shape:   `self` owns the dialog, which closes when the plugin is unloaded, before `session` goes
void open_accounts_dialog(PurplePlugin* self, Session& session);

/// Shows what is announced for which account, and why.
void open_status_window(PurplePlugin* self, const Session& session);

}  // namespace plugin
