// SPDX-License-Identifier: GPL-2.0-or-later
// libpurple's core on a GLib main loop, with events printed.
#pragma once

#include <string>

#include "plugin/purple/purple_api.h"

namespace client {

/// Starts libpurple on a user folder of its own.
/// Errors:  false when libpurple refuses to start
bool start_core(const std::string& user_dir);

}  // namespace client
