// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

#include "gateway/xml/names.h"

namespace gateway::protocol {

void add_ping(Registry& registry) {
  registry.add(Target::both, "ping", xml::ping_namespace,
               [](const Request& request, const Reply& reply) {
                 if (request.is_set) return reply(StanzaError{Condition::bad_request, {}});
                 reply(Done{});
               });
}

}  // namespace gateway::protocol
