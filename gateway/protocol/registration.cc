// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

namespace gateway::protocol {
namespace {

constexpr char register_namespace[] = "jabber:iq:register";

StanzaError closed() {
  return {Condition::not_allowed,
          "Registration is closed. Ask the operator of this service for an account."};
}

Answer form(const Services& services, const Request& request) {
  xml::Element query("query", register_namespace);
  if (services.directory.knows(request.user)) {
    const std::string number = services.directory.number_of(request.user);
    query.add("registered");
    query.add("instructions")
        .add_text(number.empty() ? "You are registered. Each of your conversations has a number "
                                   "of its own."
                                 : "You are registered. Your number is " + number + ".");
    return query;
  }
  if (!services.context.settings().registration_is_open) return closed();
  query.add("instructions")
      .add_text(
          "Register to send and receive text messages. You get a number from this service; "
          "there is nothing to fill in.");
  return query;
}

void answer_stored(const tl::expected<void, StoreError>& stored, const Reply& reply) {
  if (stored) return reply(Done{});
  reply(StanzaError{Condition::resource_constraint,
                    "This cannot be stored just now. Try again later."});
}

void enroll(Services& services, const Request& request, const Reply& reply) {
  if (services.directory.knows(request.user)) return reply(Done{});
  if (!services.context.settings().registration_is_open) return reply(closed());
  const Registration registration{request.user, {}};
  services.context.store().put_registration(
      registration, services.context.alive([&services, registration,
                                            reply](const tl::expected<void, StoreError>& stored) {
        if (stored) {
          services.directory.add_registration(registration);
          services.presence.ask_to_see(registration.jid);
        }
        answer_stored(stored, reply);
      }));
}

void withdraw(Services& services, const Request& request, const Reply& reply) {
  if (services.directory.is_configured(request.user)) {
    return reply(
        StanzaError{Condition::not_allowed,
                    "The operator of this service set up your account and can remove it."});
  }
  if (!services.directory.knows(request.user)) {
    return reply(StanzaError{Condition::registration_required, "You are not registered."});
  }
  services.context.store().remove_registration(
      request.user, services.context.alive([&services, user = request.user,
                                            reply](const tl::expected<void, StoreError>& stored) {
        if (stored) {
          services.directory.remove_registration(user);
          services.presence.forget(user);
        }
        answer_stored(stored, reply);
      }));
}

}  // namespace

void add_registration(Registry& registry, Services& services) {
  registry.add(Target::gateway, "query", register_namespace,
               [&services](const Request& request, const Reply& reply) {
                 if (!request.is_set) return reply(form(services, request));
                 if (request.payload.child("remove", register_namespace) != nullptr) {
                   return withdraw(services, request, reply);
                 }
                 enroll(services, request, reply);
               });
}

}  // namespace gateway::protocol
