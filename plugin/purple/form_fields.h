// SPDX-License-Identifier: GPL-2.0-or-later
// The fields of a form as libpurple's widgets, and what was entered in them.
#pragma once

#include <string>

#include "plugin/purple/form.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// The widgets of a form, owned by the dialog they are given to.
[[nodiscard]] PurpleRequestFields* make_fields(const Form& form);

/// What was entered in widgets that make_fields() made for this form.
[[nodiscard]] FormValues read_fields(const Form& form, PurpleRequestFields* fields);

/// The letters that lead to more than one thing in a form.
[[nodiscard]] std::string clashing_mnemonics(const Form& form);

}  // namespace plugin
