// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/translation.h"

#include "plugin/i18n.h"
#include "plugin/trimmed.h"
#include "sms/number.h"
#include "sms/utf8.h"

namespace plugin {
namespace {

/// Source: RFC 7622 §3.1, §3.3.1
bool is_bare_jid_with_a_local_part(std::string_view jid) {
  constexpr std::size_t longest_part = 1023;
  const std::size_t at = jid.find('@');
  if (at == std::string_view::npos || at == 0 || at > longest_part) return false;
  if (jid.size() - at - 1 > longest_part || sms::first_invalid_utf8(jid)) return false;
  const std::string_view local = jid.substr(0, at);
  // What shown_text() takes out has no place in an address either.
  return local.find_first_of(" \"&'/:<>") == std::string_view::npos &&
         jid.find('/') == std::string_view::npos &&
         jid.find('@', at + 1) == std::string_view::npos &&
         shown_text(local, longest_part) == local;
}

}  // namespace

std::string name_of(const GatewayInfo& gateway) {
  if (gateway.name.empty() || gateway.name == gateway.addresses.domain()) {
    return gateway.addresses.domain();
  }
  // Translators: what an SMS service calls itself, and its domain.
  return textf(_("%s (%s)"), gateway.name.c_str(), gateway.addresses.domain().c_str());
}

std::string shown_party(const sms::PhoneAddress& party) {
  if (const auto* number = std::get_if<sms::E164>(&party)) return sms::display(*number);
  return std::string(sms::text_of(party));
}

tl::expected<std::string, std::string> check_translation(const GatewayInfo& gateway,
                                                         const sms::PhoneAddress& party,
                                                         std::string_view jid) {
  jid = trimmed(jid);
  const std::string number = shown_party(party);
  if (!is_bare_jid_with_a_local_part(jid)) {
    // Translators: the first %s is an SMS service, the second a phone number.
    return tl::make_unexpected(
        textf(_("%s gave no usable address for %s."), name_of(gateway).c_str(), number.c_str()));
  }
  const auto parties = gateway.addresses.parties(jid);
  // An address that reads as a name may be the gateway's own way to write the number.
  const bool is_somebody_else = parties && (parties->size() != 1 || parties->front() != party) &&
                                !std::holds_alternative<sms::SenderName>(parties->front());
  if (!gateway.addresses.serves(jid) || is_somebody_else) {
    return tl::make_unexpected(
        // Translators: the first %s is an SMS service, the second a phone number.
        textf(_("%s gave an address for %s that belongs to somebody else."),
              name_of(gateway).c_str(), number.c_str()));
  }
  return std::string(jid);
}

}  // namespace plugin
