// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

namespace gateway::protocol {
namespace {

constexpr char version_namespace[] = "jabber:iq:version";

}  // namespace

void add_version(Registry& registry, Services& services) {
  registry.add(Target::both, "query", version_namespace,
               [&services](const Request& request, const Reply& reply) {
                 if (request.is_set) return reply(StanzaError{Condition::bad_request, {}});
                 // SECURITY: no <os/>: it would tell strangers what to attack.
                 xml::Element query("query", version_namespace);
                 query.add("name").add_text("xmpp-sms-gateway");
                 query.add("version").add_text(services.version);
                 reply(std::move(query));
               });
}

}  // namespace gateway::protocol
