// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

#include "gateway/core/names.h"

namespace gateway::protocol {

void add_all(Registry& registry, Services& services, const Commands& commands) {
  add_disco(registry, services, commands);
  add_number_prompt(registry, services);
  add_registration(registry, services);
  add_vcard(registry, services);
  add_version(registry, services);
  add_last_activity(registry, services);
  add_ping(registry);
  registry.add(
      Target::gateway, "command", commands_namespace,
      [&commands](const Request& request, const Reply& reply) { commands.handle(request, reply); });
  registry.add_feature(Target::phone, ns::receipts);
  registry.add_feature(Target::phone, ns::link_out_of_band);
  registry.add_feature(Target::both, ns::stanza_ids);
}

}  // namespace gateway::protocol
