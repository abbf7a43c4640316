// SPDX-License-Identifier: GPL-2.0-or-later
// Set mobile number…, for a buddy of any protocol.
#pragma once

#include "plugin/purple/form.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// Shape:   the buddy may go while the form is open
void open_mobile_number_dialog(Forms& forms, PurpleBuddy* buddy);

}  // namespace plugin
