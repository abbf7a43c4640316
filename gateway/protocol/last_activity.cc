// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

namespace gateway::protocol {
namespace {

constexpr char last_namespace[] = "jabber:iq:last";

}  // namespace

void add_last_activity(Registry& registry, Services& services) {
  registry.add(Target::both, "query", last_namespace,
               [&services](const Request& request, const Reply& reply) {
                 if (request.is_set) return reply(StanzaError{Condition::bad_request, {}});
                 // Of the gateway: since its start (§4). A phone is always there: 0 (§3).
                 const auto up = std::chrono::duration_cast<std::chrono::seconds>(
                     services.context.now() - services.started);
                 xml::Element query("query", last_namespace);
                 query.set("seconds", request.phone ? "0" : std::to_string(up.count()));
                 reply(std::move(query));
               });
}

}  // namespace gateway::protocol
