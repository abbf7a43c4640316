// SPDX-License-Identifier: GPL-2.0-or-later
// What is measured, one after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/gateway/child.h"
#include "tests/bench/gateway/poller.h"
#include "tests/bench/gateway/shared_times.h"
#include "tests/bench/gateway/webhooks.h"
#include "tests/bench/gateway/xmpp_side.h"

namespace gateway::bench {

/// Milliseconds.
struct Latency {
  double p50 = 0, p99 = 0;
};
[[nodiscard]] Latency latency_of(std::vector<double> milliseconds);

struct Burst {
  double per_second = 0;
  double cpu = 0;     ///< microseconds of the gateway's for each text
  double peak = 0;    ///< MiB resident at most
  Latency latency{};  ///< of a text within the burst
};
struct Paced {
  Latency to_carrier{};  ///< out: to the carrier's hands; in: to the user's server
  Latency to_receipt{};  ///< out: back to the user's server
};

/// The parties of a run.
struct Stage {
  Poller& poller;
  XmppSide& side;
  SharedTimes& times;
  std::string server;   ///< domain of the users
  std::string gateway;  ///< domain of the phones
  /// What the carrier sends of a text that came in; see inbound.h.
  std::function<std::string(std::size_t number, std::size_t run)> webhook;
};

/// Round trips a second of `texts` that come back as they were.
[[nodiscard]] double echo(Stage& stage, std::size_t texts);
/// How long a text takes to whoever stands in the gateway's place and notes it.
[[nodiscard]] Latency paced_way(Stage& stage, std::size_t texts, double per_second);

[[nodiscard]] Burst burst_out(Stage& stage, const Child& subject, std::size_t texts,
                              bool with_receipts);
[[nodiscard]] Burst burst_in(Stage& stage, const Child& subject, Webhooks& webhooks,
                             std::size_t texts);
[[nodiscard]] Paced paced_out(Stage& stage, std::size_t texts, double per_second,
                              bool with_receipts);
[[nodiscard]] Paced paced_in(Stage& stage, Webhooks& webhooks, std::size_t texts,
                             double per_second);

/// Offers as many texts as asked for, as fast as they are taken; until all is on disk.
void fill(Stage& stage, const Child& subject, std::size_t texts);
/// Waits until it has nothing to do any more.
void settle(Stage& stage, const Child& subject);

}  // namespace gateway::bench
