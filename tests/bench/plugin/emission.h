// SPDX-License-Identifier: GPL-2.0-or-later
// The time of one emission, for every handler and stanza.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "plugin/purple/handles.h"
#include "tests/bench/plugin/handlers.h"

namespace bench {

inline constexpr char signal_name[] = "jabber-sending-xmlnode";

inline void emit(const Host& host, xmlnode* stanza) {
  purple_signal_emit(host.xmpp, signal_name, host.connection, &stanza);
}

/// One handler's times for one stanza: of each round the median.
/// Units:   nanoseconds per emission
class Timing {
 public:
  void add_round(std::vector<double> samples);

  [[nodiscard]] double median() const;
  [[nodiscard]] double least() const;

  /// How many times the other it takes: the median over the rounds, in each of which both met the
  /// same neighbours and the same clock rate.
  [[nodiscard]] double ratio_to(const Timing& other) const;

 private:
  std::vector<double> rounds_;
};

/// By handler, then by stanza.
using Timings = std::vector<std::array<Timing, stanzas.size()>>;

/// Shape:   each round connects one handler after the other; each sample is the mean over a batch
/// of
///          fresh copies, made and freed outside the measured time, because a rewriter has nothing
///          to do on a stanza it has seen
Timings time_emissions(const Host& host, const std::vector<Handler>& handlers, int rounds,
                       int samples_per_round);

/// The stanzas as a client has them, in order.
std::vector<plugin::XmlNodePtr> parse_stanzas();

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
