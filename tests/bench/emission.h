// SPDX-License-Identifier: GPL-2.0-or-later
// The time of one emission, for every handler and stanza.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "tests/bench/handlers.h"

namespace bench {

inline constexpr char signal_name[] = "jabber-sending-xmlnode";

inline void emit(const Host& host, xmlnode* stanza) {
  purple_signal_emit(host.xmpp, signal_name, host.connection, &stanza);
}

/// Units:   nanoseconds per emission
struct Timing {
  double median = 0;
  double min = 0;
};

/// By handler, then by stanza.
using Timings = std::vector<std::array<Timing, stanzas.size()>>;

/// Shape:   each round connects one handler after the other, so that a busy neighbour slows all of
///          them alike; each sample is the mean over a batch of fresh copies, made and freed
///          outside the measured time, because a rewriter has nothing to do on a stanza it has seen
Timings time_emissions(const Host& host, const std::vector<Handler>& handlers, int rounds,
                       int samples_per_round);

/// Fresh copies of one stanza.
class Batch {
 public:
  /// Few enough to stay in the first-level cache, as a stanza that was just built does.
  static constexpr std::size_t size = 16;

  explicit Batch(const xmlnode* original);
  ~Batch();
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  void emit_all(const Host& host) {
    for (xmlnode* copy : copies_)
      emit(host, copy);
  }

 private:
  std::array<xmlnode*, size> copies_;
};

}  // namespace bench
