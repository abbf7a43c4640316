// SPDX-License-Identifier: GPL-2.0-or-later
// Dialogs and notices as text. The last dialog can be answered by set() and press().
#pragma once

#include <string>

namespace client::dialogs {

/// Makes libpurple show its dialogs and notices through us.
void install();

/// Sets a field of the open dialog; false when there is no such dialog or field.
bool set(const std::string& field, const std::string& value);

/// Chooses a file in the dialog that asks for one; false when there is none.
bool choose(const std::string& file);

/// Puts the last dialog below all others; false when it is the only one.
bool lower();

/// From here on a dialog that is closed from outside, not by its buttons, calls its Cancel, as
/// Finch's do.
void cancel_when_closed();

/// Presses a button by its label without underscore; false when there is none.
bool press(const std::string& label);

}  // namespace client::dialogs
