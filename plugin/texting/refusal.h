// SPDX-License-Identifier: GPL-2.0-or-later
// Recognising that an SMS service refused a text because the client announced no sms-v1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/text_element.h"

namespace plugin {

/// The part before a resource. Source: RFC 7622 §3.1
[[nodiscard]] inline std::string_view bare_jid(std::string_view jid) {
  return jid.substr(0, jid.find('/'));
}

/// True for the JID of a phone at an SMS service: the local part is '+' and 3 to 15 digits.
/// Source:  E.164 §6 (at most 15 digits)
/// Example: "+13075551212@sms.talk.google.com" -> true; "juliet@sms.example.com" -> false
[[nodiscard]] inline bool is_phone_jid(std::string_view jid) {
  const std::size_t at = jid.find('@');
  if (at == std::string_view::npos || at < 4 || at > 16 || jid.front() != '+') return false;
  return jid.substr(1, at - 1).find_first_not_of("0123456789") == std::string_view::npos;
}

/// Why a service did not take a text.
struct Refusal {
  std::string reason;  ///< the service's own words; may be empty
};

/// Reads a message of type error as such a refusal: an SMS_ERROR_11 from anyone, or code 405
/// (not-allowed) from a phone's JID.
/// Shape:   the message as received; `from` its sender
/// Source:  XEP-0086 (legacy codes: 405 is not-allowed); Google Talk's "SMS_ERROR_11: …", 2008
template <TextElement E>
[[nodiscard]] std::optional<Refusal> read_refusal(const E& message, std::string_view from) {
  if (message.attribute("type") != std::optional<std::string_view>("error")) return std::nullopt;
  std::optional<E> error = message.first_child();
  while (error && error->name() != std::string_view("error"))
    error = error->next_sibling();
  if (!error) return std::nullopt;

  std::string reason = error->text();
  bool is_not_allowed = error->attribute("code") == std::optional<std::string_view>("405");
  for (std::optional<E> child = error->first_child(); child; child = child->next_sibling()) {
    if (child->name() == std::string_view("text")) reason = child->text();
    if (child->name() == std::string_view("not-allowed")) is_not_allowed = true;
  }
  const bool is_sms_error_11 = reason.find("SMS_ERROR_11") != std::string::npos;
  if (!is_sms_error_11 && !(is_not_allowed && is_phone_jid(from))) return std::nullopt;
  return Refusal{reason};
}

}  // namespace plugin
