// SPDX-License-Identifier: GPL-2.0-or-later
// A carrier that costs nothing: it takes every text at once, so that what is measured is the
// gateway.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gateway/base/loop_timer.h"
#include "gateway/carrier/carrier.h"
#include "gateway/http/route.h"
#include "tests/bench/gateway/shared_times.h"

namespace gateway::bench {

class NullCarrier final : public Carrier {
 public:
  struct Manner {
    bool is_closed = false;  ///< "not now", always
    bool reports = false;    ///< delivered, right behind the answer
    std::size_t max_in_flight = 32;
  };

  NullCarrier(Manner manner, Log& log, SharedTimes& times)
      : manner_(manner),
        times_(times),
        answering_(log, "answering", [this] { answer(); }),
        telling_again_(log, "reporting again", [this] {
          for (std::string& id : std::exchange(untold_, {}))
            tell(std::move(id));
        }) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] CarrierTraits traits() const override {
    return {.reports_delivery = manner_.reports,
            .can_be_asked = true,
            .max_in_flight = manner_.max_in_flight};
  }
  void send(const Message& message, std::function<void(SendResult)> done) override;
  void ask(const Message& message, std::function<void(AskResult)> done) override;

  /// POST /null/message; the body: id, from, to, text, a tab between them. Answered when stored.
  void add_route(http::Routes& routes, CarrierEvents& events);

 private:
  struct Answer {
    std::function<void(SendResult)> done;
    std::string id;
  };
  void answer();
  /// That it was delivered; again and again, as carriers do, while the gateway does not take it.
  void tell(std::string id);

  std::string name_ = "null";
  Manner manner_;
  SharedTimes& times_;
  CarrierEvents* events_ = nullptr;
  std::vector<Answer> answers_;
  std::mt19937_64 random_{std::random_device()()};
  std::vector<std::string> untold_;
  LoopTimer answering_;
  LoopTimer telling_again_;
};

}  // namespace gateway::bench
