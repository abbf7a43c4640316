// SPDX-License-Identifier: GPL-2.0-or-later
// A text on its way through the gateway, and how far it has come.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/clock.h"
#include "sms/phone_address.h"

namespace gateway {

/// Of a message in the store; given by it, rising, so that it is the order of acceptance too.
struct MessageId {
  std::int64_t value = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14
  friend auto operator<=>(MessageId, MessageId) = default;
};

enum class Direction : std::uint8_t {
  out,  ///< from an XMPP user to a phone
  in,   ///< from a phone to an XMPP user
};

/// Each is on disk before what it names is acted on.
enum class State : std::uint8_t {
  queued,       ///< ours to carry; nobody else has it
  sending,      ///< out: given to the carrier, whose answer is not here yet
  unclear,      ///< out: the answer was lost; the carrier has to be asked before anything is sent
  accepted,     ///< out: the carrier has it
  delivered,    ///< out: the phone has it, says the carrier
  failed,       ///< out: final, with a reason; in: nobody to hand it to
  handed_over,  ///< in: the XMPP server has processed it (a ping sent behind it came back)
};

/// "queued", … as in exports, logs and the status page.
[[nodiscard]] std::string_view state_name(State state);

/// Why a text did not reach its phone, in kinds that are the same with every carrier.
enum class FailureKind : std::uint8_t {
  none,
  invalid_number,  ///< no such number, or one that takes no texts
  not_permitted,   ///< the carrier does not serve this country or this sender
  opted_out,       ///< the recipient answered STOP
  blocked,         ///< filtered by the carrier, or blocked by the user
  too_long,
  no_credit,         ///< the operator's account at the carrier
  quota,             ///< the user's own limit here
  unreachable,       ///< the phone was not reached in time
  carrier_rejected,  ///< any other final answer
  carrier_gone,      ///< it could not be reached for as long as we try
  unclear,           ///< the answer was lost and the carrier cannot be asked
};
[[nodiscard]] std::string_view failure_name(FailureKind kind);

struct Failure {
  FailureKind kind = FailureKind::none;
  std::string text;  ///< the carrier's own words, for the user; one line
  std::string code;  ///< the carrier's own code ("21610"), or empty
};

/// Shape:   all texts UTF-8; nothing here is logged above debug level but `id`, states and the last
///          four digits of a number
struct Message {
  MessageId id;
  Direction direction = Direction::out;
  State state = State::queued;
  std::string user;        ///< bare JID of the XMPP user
  std::string resource;    ///< out: that the answer goes to; may be empty
  std::string own;         ///< the user's number: E.164, or a short code or name that sends
  std::string peer;        ///< the phone's: sms::text_of() of a PhoneAddress
  std::string carrier;     ///< by its name in the configuration
  std::string carrier_id;  ///< the carrier's name for it; empty until it gave one
  std::string body;
  std::vector<std::string> media;  ///< URLs
  std::string stanza_id;           ///< out: of the message stanza; in: ours, stable
  bool wants_receipt = false;      ///< out: XEP-0184
  bool owes_news = false;          ///< out: its user has yet to be told what became of it
  Time received{};                 ///< when we took it over; in: when the carrier got it
  Time changed{};                  ///< of the last change of state
  Time due{};                      ///< not to be tried before
  int attempts = 0;
  Failure failure;
};

}  // namespace gateway
