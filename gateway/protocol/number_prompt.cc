// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

#include "sms/number.h"

namespace gateway::protocol {
namespace {

constexpr char gateway_namespace[] = "jabber:iq:gateway";
constexpr std::size_t longest_number = 200;

Answer prompt(const Settings& settings) {
  xml::Element query("query", gateway_namespace);
  query.add("desc").add_text(
      settings.home ? "Type the phone number that you want to write to."
                    : "Type the phone number that you want to write to, with its country code, "
                      "such as +1 307 555 1212.");
  query.add("prompt").add_text("Phone number");
  return query;
}

Answer translate(const Services& services, const xml::Element& asked) {
  const std::string text = asked.child_text("prompt").value_or(std::string());
  if (text.size() > longest_number) {
    return StanzaError{Condition::not_acceptable, "That is too long for a phone number."};
  }
  const auto address = sms::parse_phone_address(text, services.context.settings().home);
  if (!address) return StanzaError{Condition::item_not_found, address.error().message};
  const std::string jid = services.addresses.jid_of(std::string(sms::text_of(*address)));
  if (jid.empty()) {
    return StanzaError{Condition::item_not_found, "There is no address for this number."};
  }
  xml::Element query("query", gateway_namespace);
  query.add("jid").add_text(jid);
  // COMPAT(Psi, Gajim): older clients read the JID where the number was.
  query.add("prompt").add_text(jid);
  return query;
}

}  // namespace

void add_number_prompt(Registry& registry, Services& services) {
  registry.add(Target::gateway, "query", gateway_namespace,
               [&services](const Request& request, const Reply& reply) {
                 reply(request.is_set ? translate(services, request.payload)
                                      : prompt(services.context.settings()));
               });
}

}  // namespace gateway::protocol
