// SPDX-License-Identifier: GPL-2.0-or-later
// Settings…: country, SMS services, questions, receipts, group.
#pragma once

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"

namespace plugin {

/// Shape:   `gateways` outlives `forms`
/// Errors:  what is wrong is said in the form, which keeps what was typed; nothing is changed then
void open_settings_dialog(Forms& forms, Gateways& gateways);

}  // namespace plugin
