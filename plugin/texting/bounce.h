// SPDX-License-Identifier: GPL-2.0-or-later
// Why a text came back: a message of type error, read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/shown_text.h"
#include "plugin/text_element.h"

namespace plugin {

enum class BounceKind : std::uint8_t {
  unannounced,     ///< the service serves only clients that announce sms-v1
  invalid_number,  ///< it knows no such phone
  not_registered,  ///< it does not know the sender
  quota,           ///< the sender may send no more for now, or has no credit
  opted_out,       ///< the phone wants no more texts from the sender
  blocked,         ///< the sender's own server, or the service, keeps a list with this number on it
  gateway_away,    ///< the service cannot be reached
  phone_away,      ///< the service can, the phone cannot
  forbidden,
  too_long,
  other,
};

struct Bounce {
  BounceKind kind = BounceKind::other;
  std::string reason;  ///< the service's own words, made fit to be shown; may be empty
  bool is_sms_error_11 = false;
};

/// An <error/> taken apart, before it is understood.
struct BounceParts {
  std::string text;                     ///< its own words
  std::string code;                     ///< XEP-0086's number, as text
  std::vector<std::string> conditions;  ///< names of its other children, at most 8
  bool is_blocked = false;              ///< <blocked xmlns='urn:xmpp:blocking:errors'/>
};

/// Source:  RFC 6120 §8.3.3; XEP-0086 §3 for services that give only a number; XEP-0191 §3.2;
/// Google
///          Talk's "SMS_ERROR_11: …", 2008. Words are looked into where the conditions have none
///          for it: nothing in XMPP says "opted out" or "too long".
[[nodiscard]] Bounce understand(const BounceParts& parts);

/// Reads a message that came back.
/// Shape:   the message as received, of any size
/// Errors:  nullopt when it is not of type error. One without <error/> is a bounce without a
///          reason: services write such.
template <TextElement E>
[[nodiscard]] std::optional<Bounce> read_bounce(const E& message) {
  if (message.attribute("type") != std::optional<std::string_view>("error")) return std::nullopt;
  BounceParts parts;
  if (const std::optional<E> error = find_child(message, "error")) {
    parts.text = error->text();
    parts.code = std::string(error->attribute("code").value_or(std::string_view()));
    for (std::optional<E> child = error->first_child(); child; child = child->next_sibling()) {
      const std::string_view name = child->name();
      if (name == "text") {
        parts.text = child->text();
      } else if (name == "blocked" && child->namespace_uri() == "urn:xmpp:blocking:errors") {
        parts.is_blocked = true;
      } else if (parts.conditions.size() < 8) {
        parts.conditions.emplace_back(name);
      }
    }
  }
  return understand(parts);
}

/// True when the service wants announcing: the phone's own not-allowed, or SMS_ERROR_11 from
/// anyone.
[[nodiscard]] inline bool wants_announcing(const Bounce& bounce, bool is_from_phone) {
  return bounce.kind == BounceKind::unannounced && (bounce.is_sms_error_11 || is_from_phone);
}

}  // namespace plugin
