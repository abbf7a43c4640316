// SPDX-License-Identifier: GPL-2.0-or-later
// The status as libpurple's HTML, for the conversation and for a window of its own.
#pragma once

#include <string>
#include <vector>

#include "plugin/announce/account_report.h"

namespace plugin {

[[nodiscard]] std::string status_page(const std::vector<AccountFacts>& accounts);

}  // namespace plugin
