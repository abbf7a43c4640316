// SPDX-License-Identifier: GPL-2.0-or-later
// A libpurple core inside a test process: no window, no network, a scratch user folder.
#pragma once

namespace plugin::testing_support {

/// Starts the core once; the process ends with it.
void start_core();

}  // namespace plugin::testing_support
