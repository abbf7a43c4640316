// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"
#include "smscaps/names.h"

namespace gateway::protocol {
namespace {

constexpr char items_namespace[] = "http://jabber.org/protocol/disco#items";

void add_identity(xml::Element& query, std::string category, std::string type, std::string name) {
  query.add("identity")
      .set("category", std::move(category))
      .set("type", std::move(type))
      .set("name", std::move(name));
}

StanzaError no_such_node() {
  return {Condition::item_not_found, {}};
}

Answer info_of_node(const Commands& commands, const Request& request, const std::string& node,
                    xml::Element query) {
  query.set("node", node);
  if (node == commands_namespace) {
    add_identity(query, "automation", "command-list", "Commands");
  } else if (const Command* command = commands.find(node, request.user)) {
    add_identity(query, "automation", "command-node", command->name);
    query.add("feature").set("var", commands_namespace);
    query.add("feature").set("var", form_namespace);
  } else {
    return no_such_node();
  }
  return query;
}

Answer info(const Registry& registry, const Services& services, const Commands& commands,
            const Request& request) {
  xml::Element query("query", smscaps::disco_info_namespace);
  const std::string node(request.payload.attribute_or("node", ""));
  if (!node.empty() && request.phone) return no_such_node();
  if (!node.empty()) return info_of_node(commands, request, node, std::move(query));
  if (request.phone) {
    add_identity(query, "client", "sms", request.phone->text());
  } else {
    add_identity(query, "gateway", "sms", services.context.settings().name);
  }
  for (const std::string& feature : registry.features(request.phone.has_value())) {
    query.add("feature").set("var", feature);
  }
  return query;
}

Answer items(const Services& services, const Commands& commands, const Request& request) {
  xml::Element query("query", items_namespace);
  const std::string node(request.payload.attribute_or("node", ""));
  if (node.empty()) return query;
  query.set("node", node);
  if (request.phone || node != commands_namespace) return no_such_node();
  for (const Command* command : commands.of(request.user)) {
    query.add("item")
        .set("jid", services.addresses.domain())
        .set("node", command->node)
        .set("name", command->name);
  }
  return query;
}

}  // namespace

void add_disco(Registry& registry, Services& services, const Commands& commands) {
  registry.add(Target::both, "query", smscaps::disco_info_namespace,
               [&](const Request& request, const Reply& reply) {
                 if (request.is_set) return reply(StanzaError{Condition::bad_request, {}});
                 reply(info(registry, services, commands, request));
               });
  registry.add(Target::both, "query", items_namespace,
               [&](const Request& request, const Reply& reply) {
                 // Publishing items is not ours to take.
                 if (request.is_set) {
                   return reply(StanzaError{Condition::feature_not_implemented, {}});
                 }
                 reply(items(services, commands, request));
               });
}

}  // namespace gateway::protocol
