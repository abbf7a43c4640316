// SPDX-License-Identifier: GPL-2.0-or-later
// Refusals, in the form that clients show.
#pragma once

#include <string>
#include <string_view>

#include "gateway/model/message.h"
#include "gateway/xml/element.h"

namespace gateway {

/// Source:  RFC 6120 §8.3.3
enum class Condition {
  bad_request,
  conflict,
  feature_not_implemented,
  forbidden,
  internal_server_error,
  item_not_found,
  jid_malformed,
  not_acceptable,
  not_allowed,
  policy_violation,
  recipient_unavailable,
  registration_required,
  remote_server_timeout,
  resource_constraint,
  service_unavailable,
  undefined_condition,
};

struct StanzaError {
  Condition condition = Condition::undefined_condition;
  std::string text;  ///< one sentence for the user; may be empty
};

/// "item-not-found", …
[[nodiscard]] std::string_view condition_name(Condition condition);

/// The `<error/>` child of a stanza.
/// Shape:   no white space between the children: libpurple shows the character data directly inside
///          `<error/>` rather than `<text/>`, and adds the legacy code only where it is there
/// Source:  RFC 6120 §8.3.2; XEP-0086 (the legacy codes)
[[nodiscard]] xml::Element error_element(const StanzaError& error);

/// The stanza sent back: from and to exchanged, the id kept, and of a message its body too.
[[nodiscard]] xml::Element error_reply(const xml::Element& stanza, const StanzaError& error);

/// Why a text did not arrive, for its sender: the carrier's words where it gave some.
[[nodiscard]] StanzaError error_of(const Failure& failure);

}  // namespace gateway
