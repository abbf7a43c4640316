// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/emission.h"

#include <algorithm>
#include <chrono>

#include "plugin/purple/handles.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double time_batch(const Host& host, const xmlnode* original) {
  Batch batch(original);
  const Clock::time_point start = Clock::now();
  batch.emit_all(host);
  const std::chrono::duration<double, std::nano> taken = Clock::now() - start;
  return taken.count() / Batch::size;
}

Timing summarize(std::vector<double>& samples) {
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
  std::ranges::nth_element(samples, middle);
  return {*middle, std::ranges::min(samples)};
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

  for (int round = 0; round < rounds; ++round) {
    for (std::size_t handler = 0; handler < handlers.size(); ++handler) {
      handlers[handler].connect();
      for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
        time_batch(host, originals[stanza].get());  // fills the caches
        for (int sample = 0; sample < samples_per_round; ++sample) {
          samples[handler][stanza].push_back(time_batch(host, originals[stanza].get()));
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
