// SPDX-License-Identifier: GPL-2.0-or-later
// What a carrier's answer means for a text: pure, so that every case can be looked at by itself.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gateway/carrier/carrier.h"
#include "gateway/core/settings.h"
#include "gateway/model/message.h"

namespace gateway {

struct Verdict {
  State state =
      State::queued;  ///< queued, unclear: to be sent, to be asked about, not before `due`
  Time due{};
  std::string carrier_id{};  ///< when accepted
  Failure failure{};         ///< when failed
  bool owes_news = false;
};

/// The circumstances.
struct Circumstances {
  const Settings& settings;
  CarrierTraits traits;
  Time now{};
  double random = 0;
  std::chrono::milliseconds skipped{};  ///< how far the clock was set forward since it was received
};

/// `message` as it was given to the carrier, this attempt counted.
[[nodiscard]] Verdict after_send(const Message& message, const SendResult& answer,
                                 const Circumstances& given);
[[nodiscard]] Verdict after_ask(const Message& message, const AskResult& answer,
                                const Circumstances& given);
/// For one whose answer is lost and whose carrier cannot be asked.
[[nodiscard]] Verdict cannot_ask(const Message& message, const Circumstances& given);
/// For one that could not be sent for as long as we try.
[[nodiscard]] Verdict expired(const Message& message);
/// When that is: later by what the clock was set forward meanwhile.
[[nodiscard]] Time expiry(const Message& message, const Circumstances& given);

}  // namespace gateway
