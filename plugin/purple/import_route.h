// SPDX-License-Identifier: GPL-2.0-or-later
// Which account and gateway imported contacts go to.
#pragma once

#include <functional>

#include "plugin/purple/form.h"
#include "plugin/purple/import_target.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/route.h"

namespace plugin {

/// Adds to the buddy list by way of a route.
/// Shape:   `roster` outlives the target
[[nodiscard]] ImportTarget import_target(Roster& roster, const Route& route);

/// Asks for the route when there are several; tells the user when there is none.
void choose_import_route(Forms& forms, const Gateways& gateways,
                         const std::function<void(const Route&)>& chosen);

}  // namespace plugin
