// SPDX-License-Identifier: GPL-2.0-or-later
// A gateway's own translation of a number: jabber:iq:gateway. Source: XEP-0100 §6.3
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "plugin/gateways/disco_reply.h"
#include "plugin/gateways/gateway_info.h"
#include "plugin/text_element.h"
#include "plugin/texting/phone_jid.h"
#include "sms/phone_address.h"

namespace plugin {

/// What a result has for a translation, untouched; empty when it has none.
/// COMPAT(gateways before XEP-0100 0.9): they answer in <prompt/>
template <TextElement E>
[[nodiscard]] std::string read_translation(const E& iq) {
  const std::optional<E> query = find_query(iq, translation_namespace);
  if (!query) return {};
  std::string prompt;
  for (std::optional<E> child = query->first_child(); child; child = child->next_sibling()) {
    if (child->name() == std::string_view("jid")) return child->text();
    if (child->name() == std::string_view("prompt")) prompt = child->text();
  }
  return prompt;
}

/// How a gateway is named in a sentence: "Texts (sms.example.com)", or the domain alone.
[[nodiscard]] std::string name_of(const GatewayInfo& gateway);

/// A number as readers of any country know it.
/// Example: "+1 307-555-1212"; "40404"; "INFO"
[[nodiscard]] std::string shown_party(const sms::PhoneAddress& party);

/// SECURITY: a text goes where the gateway says, so what it says must be a bare JID of its own
/// domain, and none that reads as somebody else's number there.
/// Errors:  a sentence for the user
[[nodiscard]] tl::expected<std::string, std::string> check_translation(
    const GatewayInfo& gateway, const sms::PhoneAddress& party, std::string_view jid);

}  // namespace plugin
