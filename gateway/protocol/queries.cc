// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

#include <memory>
#include <utility>

#include "gateway/core/names.h"

namespace gateway::protocol {
namespace {

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

/// Stays where it is made: each refers to what stands before it.
struct Speaker {
  explicit Speaker(Services of)
      : services(std::move(of)),
        commands(services),
        registry(services.addresses, [&replies = services.replies](xml::Element answer) {
          replies.send(std::move(answer));
        }) {
    add_user_commands(commands, services);
    add_admin_commands(commands, services);
    add_all(registry, services, commands);
  }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  Services services;
  Commands commands;
  Registry registry;
};

}  // namespace

MakeQueryHandler all_queries(std::string version, std::function<std::string()> reload) {
  return [version = std::move(version), reload = std::move(reload)](const Parts& parts) {
    const auto speaker =
        std::make_shared<Speaker>(Services{parts, version, reload, parts.context.now()});
    return [speaker](const xml::Element& iq) { speaker->registry.handle(iq); };
  };
}

}  // namespace gateway::protocol
