// SPDX-License-Identifier: GPL-2.0-or-later
// A phone network, as the gateway sees it: send, ask, and what comes in. Each carrier is a folder
// of its own and knows nothing of XMPP.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gateway/model/message.h"

namespace gateway {

/// The carrier has it.
struct Accepted {
  std::string carrier_id;
};
/// It will never take this one.
struct Rejected {
  Failure failure;
};
/// Not now: nothing was taken.
struct TryLater {
  std::string why;
  std::optional<std::chrono::milliseconds> after;  ///< as the carrier asked (Retry-After)
  bool is_for_all = false;  ///< it takes no text before, whatever it is and whoever it is for
};
/// The answer was lost: it may have it or not.
struct Unclear {
  std::string why;
};
using SendResult = std::variant<Accepted, Rejected, TryLater, Unclear>;

/// What the carrier says when asked about a message whose answer was lost.
struct NeverSeen {};
struct CannotTell {};
using AskResult = std::variant<Accepted, NeverSeen, TryLater, CannotTell>;

/// News of a message that it has. Any order, any number of times.
struct DeliveryReport {
  std::string carrier_id;
  State state = State::accepted;  ///< accepted, delivered or failed
  Failure failure;
  Time when{};
};

/// A text from a phone.
struct Inbound {
  std::string carrier_id;  ///< the same when the carrier tells it again
  std::string from;        ///< sms::text_of() of a PhoneAddress
  std::string to;          ///< the number it was sent to
  std::string body;
  std::vector<std::string> media;
  Time when{};
};

/// What a carrier can do.
struct CarrierTraits {
  std::size_t max_segments = 10;  ///< of one text
  bool reports_delivery = false;
  bool can_be_asked = false;
  bool takes_media = false;  ///< links as media; else they go as text
  std::size_t max_in_flight = 32;
  double per_second_and_number = 0;  ///< how many segments one originator may send; 0: no limit
};

/// Where a carrier's news goes.
class CarrierEvents {
 public:
  virtual ~CarrierEvents() = default;
  /// `done(true)` once it is on disk: only then may the carrier be told so. `done(false)`: not
  /// taken, and the carrier should tell it again.
  virtual void inbound(const std::string& carrier, Inbound text,
                       std::function<void(bool)> done) = 0;
  virtual void report(const std::string& carrier, DeliveryReport report,
                      std::function<void(bool)> done) = 0;
};

class Carrier {
 public:
  virtual ~Carrier() = default;

  /// Its name in the configuration.
  [[nodiscard]] virtual const std::string& name() const = 0;
  [[nodiscard]] virtual CarrierTraits traits() const = 0;

  /// `done` runs exactly once, later, on the main loop. At most max_in_flight at a time are asked
  /// for.
  virtual void send(const Message& message, std::function<void(SendResult)> done) = 0;
  virtual void ask(const Message& message, std::function<void(AskResult)> done) = 0;
};

}  // namespace gateway
