// SPDX-License-Identifier: GPL-2.0-or-later
// The queries that are answered, one XEP a function and a file.
#pragma once

#include <functional>
#include <string>

#include "gateway/core/query_handler.h"
#include "gateway/protocol/commands.h"
#include "gateway/protocol/registry.h"
#include "gateway/protocol/services.h"

namespace gateway::protocol {

/// Who this is and what it speaks. Source: XEP-0030
void add_disco(Registry& registry, Services& services, const Commands& commands);
/// A number as people write it, and its JID. Source: XEP-0100 §6.3
void add_number_prompt(Registry& registry, Services& services);
/// Becoming a user, and ceasing to be one. Source: XEP-0077
void add_registration(Registry& registry, Services& services);
/// A phone's number and name. Source: XEP-0054
void add_vcard(Registry& registry, Services& services);
/// Source: XEP-0092
void add_version(Registry& registry, Services& services);
/// Source: XEP-0012
void add_last_activity(Registry& registry, Services& services);
/// Source: XEP-0199
void add_ping(Registry& registry);

/// All of them, with the commands, for a Switchboard. `reload` is for administrators: reads the
/// configuration again; says what is wrong with it, or nothing.
[[nodiscard]] MakeQueryHandler all_queries(
    std::string version,
    std::function<std::string()> reload = [] { return std::string("This is not possible here."); });

}  // namespace gateway::protocol
