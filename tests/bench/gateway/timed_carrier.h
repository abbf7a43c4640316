// SPDX-License-Identifier: GPL-2.0-or-later
// A carrier whose answers are timed: what the gateway does with them and all else is the carrier's.
#pragma once

#include <utility>
#include <variant>

#include "gateway/carrier/carrier.h"
#include "tests/bench/gateway/shared_times.h"
#include "tests/bench/gateway/stanzas.h"

namespace gateway::bench {

class TimedCarrier final : public Carrier {
 public:
  TimedCarrier(Carrier& carrier, SharedTimes& times) : carrier_(carrier), times_(times) {}

  [[nodiscard]] const std::string& name() const override { return carrier_.name(); }
  [[nodiscard]] CarrierTraits traits() const override { return carrier_.traits(); }
  void send(const Message& message, std::function<void(SendResult)> done) override {
    const std::size_t number = number_behind(message.body, "text ").value_or(0);
    carrier_.send(message, [this, number, done = std::move(done)](SendResult result) {
      if (std::holds_alternative<Accepted>(result)) times_.note(number);
      done(std::move(result));
    });
  }
  void ask(const Message& message, std::function<void(AskResult)> done) override {
    carrier_.ask(message, std::move(done));
  }

 private:
  Carrier& carrier_;
  SharedTimes& times_;
};

}  // namespace gateway::bench
