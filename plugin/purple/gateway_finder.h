// SPDX-License-Identifier: GPL-2.0-or-later
// One search for the gateways of a connection: carries DiscoWalk's questions to the network.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/gateways/disco_walk.h"
#include "plugin/gateways/roster_domains.h"
#include "plugin/purple/iq_tracker.h"

namespace plugin {

class GatewayFinder {
 public:
  using Changed = std::function<void(bool is_over)>;

  /// Starts after `delay`, so that signing on and the roster go first. `changed` runs after each
  /// answer, and last when all is over; the finder may be destroyed in it.
  /// Shape:   `iqs` outlives the finder, and so does `connection`; `typed` as WalkPlan's
  GatewayFinder(IqTracker& iqs, PurpleConnection* connection, std::vector<std::string> typed,
                std::chrono::milliseconds delay, Changed changed);
  GatewayFinder(const GatewayFinder&) = delete;
  GatewayFinder& operator=(const GatewayFinder&) = delete;

  /// Those found so far.
  [[nodiscard]] std::vector<Service> services() const;
  [[nodiscard]] std::size_t not_looked_at() const { return walk_ ? walk_->not_looked_at() : 0; }

 private:
  void start();
  void read_roster();
  void start_walk();
  void go_on();
  void tell(bool is_over);
  void ask(const DiscoQuery& query);
  void answered(const DiscoQuery& query, const IqAnswer& answer);

  IqTracker& iqs_;
  PurpleConnection* connection_;
  std::vector<std::string> typed_;
  Changed changed_;
  std::vector<std::string> roster_;  ///< JIDs that were not looked at yet
  RosterDomains domains_;
  std::optional<DiscoWalk> walk_;
  Timer timer_;
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace plugin
