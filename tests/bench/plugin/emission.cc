// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/emission.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double nanoseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::nano>(Clock::now() - start).count();
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// Reading the clock takes about as long as an emission.
double clock_nanoseconds() {
  std::vector<double> samples(1001);
  for (double& sample : samples)
    sample = nanoseconds_since(Clock::now());
  return median_of(std::move(samples));
}

double time_batch(const Host& host, const xmlnode* original, double clock) {
  Batch batch(original);
  const Clock::time_point start = Clock::now();
  batch.emit_all(host);
  return (nanoseconds_since(start) - clock) / Batch::size;
}

}  // namespace

void Timing::add_round(std::vector<double> samples) {
  rounds_.push_back(median_of(std::move(samples)));
}

double Timing::median() const {
  return median_of(rounds_);
}

double Timing::least() const {
  return std::ranges::min(rounds_);
}

double Timing::ratio_to(const Timing& other) const {
  std::vector<double> ratios(rounds_.size());
  std::ranges::transform(rounds_, other.rounds_, ratios.begin(), std::divides());
  return median_of(std::move(ratios));
}

std::vector<plugin::XmlNodePtr> parse_stanzas() {
  std::vector<plugin::XmlNodePtr> parsed;
  parsed.reserve(stanzas.size());
  for (const Stanza& stanza : stanzas)
    parsed.emplace_back(xmlnode_from_str(stanza.before, -1));
  return parsed;
}

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
  const std::vector<plugin::XmlNodePtr> originals = parse_stanzas();
  const double clock = clock_nanoseconds();
  Timings timings(handlers.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t handler = 0; handler < handlers.size(); ++handler) {
      handlers[handler].connect();
      for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
        const auto time = [&] { return time_batch(host, originals[stanza].get(), clock); };
        for (int warm_up = 0; warm_up < 10; ++warm_up)
          time();
        std::vector<double> samples(static_cast<std::size_t>(samples_per_round));
        std::ranges::generate(samples, time);
        timings[handler][stanza].add_round(std::move(samples));
      }
      handlers[handler].disconnect();
    }
  }
  return timings;
}

}  // namespace bench
