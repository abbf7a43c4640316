// SPDX-License-Identifier: GPL-2.0-or-later
// The country in whose way numbers are read and shown.
#pragma once

#include <optional>

#include "sms/region.h"

namespace plugin {

/// What the user set, else what the language settings name.
[[nodiscard]] std::optional<sms::Region> region_in_use();

/// What the language settings of this process name.
[[nodiscard]] std::optional<sms::Region> region_of_system();

}  // namespace plugin
