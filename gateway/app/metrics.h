// SPDX-License-Identifier: GPL-2.0-or-later
// The page that Prometheus reads.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "gateway/carrier/twilio/twilio.h"
#include "gateway/core/counters.h"
#include "gateway/store/store.h"

namespace gateway::app {

struct Observed {
  Counters counters;
  std::optional<Counts> out;  ///< nothing: the store could not count
  std::optional<Counts> in;
  Pressure pressure;
  bool link_is_up = false;
  std::size_t link_waiting_bytes = 0;
  std::size_t inbound_in_memory = 0;
  std::map<std::string, twilio::WebhookCounters> webhooks;  ///< by the carriers' names
};

/// What could not be counted is not on it: a zero would end the alarm just when it matters.
/// Source:  Prometheus text format 0.0.4
[[nodiscard]] std::string metrics_page(const Observed& observed);

}  // namespace gateway::app
