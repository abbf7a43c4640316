// SPDX-License-Identifier: GPL-2.0-or-later
// The carriers that are configured, made.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/carrier/carrier.h"
#include "gateway/carrier/simulator/simulator.h"
#include "gateway/carrier/twilio/twilio.h"
#include "gateway/config/config.h"
#include "gateway/http/route.h"
#include "gateway/model/executor.h"
#include "gateway/model/scheduler.h"

namespace gateway::app {

class Fleet {
 public:
  struct World {
    const Clock& clock;
    Scheduler& scheduler;
    Post post;
    CarrierEvents& events;
    http::Routes& routes;  ///< to which pages and webhooks are added
    Log& log;
    twilio::OwnerOf owner_of;
    std::string agent;        ///< how we call ourselves to carriers
    bool serves_tls = false;  ///< the pages and webhooks, without a proxy
  };

  struct Taken {
    std::vector<Carrier*> carriers;            ///< in the configuration's order
    std::vector<std::string> needing_restart;  ///< keys of those made from other settings
  };

  explicit Fleet(World world) : world_(std::move(world)) {}

  /// Those of `config`: the ones that are there stay, with their new numbers; one that is gone from
  /// it is kept aside, since answers of it may be under way, and taken up again when it comes back.
  /// None is made anew: one whose settings have changed since goes on with those it was made from,
  /// and is named each time.
  /// Errors:  a sentence: which carrier cannot be made and why; nothing has changed then
  [[nodiscard]] tl::expected<Taken, std::string> take(const config::Config& config);

  /// By the carriers' names.
  [[nodiscard]] std::map<std::string, twilio::WebhookCounters> webhooks() const;

 private:
  struct Made {
    std::unique_ptr<Carrier> carrier;
    simulator::Simulator* simulator = nullptr;  ///< the same, when it is one
    twilio::Twilio* twilio = nullptr;           ///< or one of these
    config::Carrier from;
  };
  [[nodiscard]] tl::expected<Made, std::string> make(const config::Config& config,
                                                     const config::Carrier& wanted);

  World world_;
  std::map<std::string, Made> made_;
};

}  // namespace gateway::app
