// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/queries.h"

#include "sms/number.h"

namespace gateway::protocol {
namespace {

constexpr char vcard_namespace[] = "vcard-temp";

xml::Element card_of(const Services& services, const Request& request) {
  xml::Element card("vCard", vcard_namespace);
  if (!request.phone) {
    card.add("FN").add_text(services.context.settings().name);
    card.add("DESC").add_text("Text messages to and from phones");
    return card;
  }
  const auto* number = std::get_if<sms::E164>(&request.phone->address);
  card.add("FN").add_text(number == nullptr
                              ? request.phone->text()
                              : sms::display(*number, services.context.settings().home));
  xml::Element& phone = card.add("TEL");
  phone.add("CELL");
  phone.add("NUMBER").add_text(request.phone->text());
  return card;
}

}  // namespace

void add_vcard(Registry& registry, Services& services) {
  registry.add(Target::both, "vCard", vcard_namespace,
               [&services](const Request& request, const Reply& reply) {
                 if (request.is_set) {
                   return reply(StanzaError{Condition::not_allowed,
                                            "The vCard of a phone cannot be changed."});
                 }
                 reply(card_of(services, request));
               });
}

}  // namespace gateway::protocol
