// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/emission.h"

#include <algorithm>
#include <chrono>

#include "plugin/purple/handles.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double nanoseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::nano>(Clock::now() - start).count();
}

Timing summarize(std::vector<double>& samples) {
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
  std::ranges::nth_element(samples, middle);
  return {*middle, std::ranges::min(samples)};
}

// Reading the clock takes about as long as an emission.
double clock_nanoseconds() {
  std::vector<double> samples(1001);
  for (double& sample : samples) sample = nanoseconds_since(Clock::now());
  return summarize(samples).median;
}

double time_batch(const Host& host, const xmlnode* original, double clock) {
  Batch batch(original);
  const Clock::time_point start = Clock::now();
  batch.emit_all(host);
  return (nanoseconds_since(start) - clock) / Batch::size;
}

}  // namespace

Batch::Batch(const xmlnode* original) {
  for (xmlnode*& copy : copies_)
    copy = xmlnode_copy(original);
}

Batch::~Batch() {
  for (xmlnode* copy : copies_)
    xmlnode_free(copy);
}

Timings time_emissions(const Host& host, const std::vector<Handler>& handlers, int rounds,
                       int samples_per_round) {
  std::vector<plugin::XmlNodePtr> originals;
  for (const Stanza& stanza : stanzas)
    originals.emplace_back(xmlnode_from_str(stanza.before, -1));
  std::vector<std::array<std::vector<double>, stanzas.size()>> samples(handlers.size());

  const double clock = clock_nanoseconds();
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t handler = 0; handler < handlers.size(); ++handler) {
      handlers[handler].connect();
      for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
        time_batch(host, originals[stanza].get(), clock);  // fills the caches
        for (int sample = 0; sample < samples_per_round; ++sample) {
          samples[handler][stanza].push_back(time_batch(host, originals[stanza].get(), clock));
        }
      }
      handlers[handler].disconnect();
    }
  }

  Timings timings(handlers.size());
  for (std::size_t handler = 0; handler < handlers.size(); ++handler) {
    for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
      timings[handler][stanza] = summarize(samples[handler][stanza]);
    }
  }
  return timings;
}

}  // namespace bench
