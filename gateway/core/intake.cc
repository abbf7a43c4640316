// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/intake.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "gateway/core/jid.h"
#include "gateway/core/message_text.h"
#include "gateway/core/names.h"
#include "sms/segments.h"

namespace gateway {
namespace {

/// From here on new texts are refused: what waits for the disk is in memory.
constexpr std::size_t most_waiting_requests = 20'000;
constexpr std::size_t most_waiting_bytes = 32U << 20U;

/// What cannot be a text by what it is, whoever it is from.
std::optional<StanzaError> unfit(const xml::Element& message, const Settings& settings) {
  if (message.attribute_or("type", "") == "groupchat") {
    return StanzaError{Condition::service_unavailable, "Phones cannot be in chat rooms."};
  }
  if (is_encrypted(message)) {
    return StanzaError{Condition::not_acceptable,
                       "This message is encrypted, and phones cannot read that. Switch encryption "
                       "off for this contact and send it again."};
  }
  if (message.child("replace", ns::correction) != nullptr && !settings.sends_corrections) {
    return StanzaError{Condition::not_acceptable,
                       "A text message that was sent cannot be changed. Send a new one instead."};
  }
  return std::nullopt;
}

std::optional<StanzaError> too_long(const std::string& body, std::size_t limit) {
  const auto cost = sms::segment(body);
  if (!cost) return StanzaError{Condition::not_acceptable, cost.error().message};
  if (cost->segments <= limit) return std::nullopt;
  return StanzaError{Condition::policy_violation,
                     "This message is too long: it would take " + std::to_string(cost->segments) +
                         " text messages, and at most " + std::to_string(limit) +
                         " are possible. Nothing was sent."};
}

}  // namespace

std::variant<Route, StanzaError> Intake::route(const std::string& user,
                                               const std::string& peer) const {
  auto route = directory_.route(user, peer);
  if (route && carriers_.find(route->carrier) != nullptr) return *std::move(route);
  const NoRoute why = route ? NoRoute::no_carrier : route.error();
  switch (why) {
    case NoRoute::unknown_user:
      if (context_.settings().registration_is_open) {
        return StanzaError{Condition::registration_required,
                           "Register with " + addresses_.domain() + " to send text messages."};
      }
      return StanzaError{Condition::forbidden,
                         "You are not a user of " + addresses_.domain() + ". Ask its operator."};
    case NoRoute::no_number:
      return StanzaError{Condition::resource_constraint,
                         "There is no number left from which you could write to this phone."};
    case NoRoute::no_carrier:
      break;
  }
  return StanzaError{Condition::service_unavailable,
                     "No phone network is set up for your number. Tell the operator of " +
                         addresses_.domain() + "."};
}

Decision Intake::decide(const xml::Element& stanza) const {
  const std::string_view type = stanza.attribute_or("type", "normal");
  if (type == "error" || type == "headline") return Ignored{};
  MessageText text = text_of(stanza);
  const bool says_nothing = text.body.empty() && text.media.empty();
  // Some clients send no body beside what is encrypted: their users are to hear of it, too.
  if (says_nothing && !has_ciphertext(stanza)) return Ignored{};

  const std::string_view to = stanza.attribute_or("to", "");
  if (addresses_.is_gateway(to)) {
    return StanzaError{Condition::service_unavailable,
                       "Write to a number, such as +13075551212@" + addresses_.domain() + "."};
  }
  const auto phone = addresses_.phone(to);
  if (!phone) return phone.error();
  if (std::holds_alternative<sms::SenderName>(phone->address)) {
    return StanzaError{Condition::item_not_found,
                       "\"" + phone->text() + "\" is a name, not a number: it cannot be answered."};
  }
  if (auto why = unfit(stanza, context_.settings())) return *std::move(why);

  const std::string_view from = stanza.attribute_or("from", "");
  const std::string user = user_of(from);
  auto found = route(user, phone->text());
  if (auto* why = std::get_if<StanzaError>(&found)) return std::move(*why);
  const Route& way = std::get<Route>(found);
  if (blocklist_.has(user, phone->text())) {
    return StanzaError{Condition::not_allowed, "You have blocked this number."};
  }
  const CarrierTraits traits = carriers_.find(way.carrier)->traits();
  if (!traits.takes_media) {
    for (const std::string& url : std::exchange(text.media, {}))
      text.body.append(text.body.empty() ? "" : "\n").append(url);
  }
  if (auto why =
          too_long(text.body, std::min(traits.max_segments, context_.settings().max_segments))) {
    return *std::move(why);
  }
  const Pressure pressure = context_.store().pressure();
  if (pressure.requests > most_waiting_requests || pressure.bytes > most_waiting_bytes) {
    return StanzaError{Condition::resource_constraint,
                       "Too much is being sent just now. Try again in a minute."};
  }

  Message message;
  message.direction = Direction::out;
  message.user = user;
  message.resource = cut_jid(from).resource;
  message.own = way.own;
  message.peer = phone->text();
  message.carrier = way.carrier;
  message.body = std::move(text.body);
  message.media = std::move(text.media);
  message.stanza_id = stanza.attribute_or("id", "");
  // A receipt says which message it is for by its id: for one that has none there is no receipt.
  message.wants_receipt =
      !message.stanza_id.empty() && stanza.child("request", ns::receipts) != nullptr;
  message.received = message.changed = message.due = context_.now();
  return message;
}

}  // namespace gateway
