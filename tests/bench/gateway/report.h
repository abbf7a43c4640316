// SPDX-License-Identifier: GPL-2.0-or-later
// What was measured: as lines to read, and as a table for others to draw.
#pragma once

#include <fstream>
#include <optional>
#include <string>

#include "tests/bench/gateway/phases.h"

namespace gateway::bench {

class Report {
 public:
  /// `setting`: what all of it was measured with ("null", "https"). An empty path: no table.
  /// Rows are added to a table that is there.
  Report(std::string setting, const std::string& csv);

  struct Row {
    std::optional<double> per_second, cpu, mebibytes, p50, p99;  ///< CPU: microseconds of each
  };
  void row(const std::string& what, const Row& values);
  void say(const std::string& what, const Burst& burst) {
    row(what, {burst.per_second, burst.cpu, burst.peak, burst.latency.p50, burst.latency.p99});
  }
  void say(const std::string& what, const Latency& latency) {
    row(what,
        {.per_second = {}, .cpu = {}, .mebibytes = {}, .p50 = latency.p50, .p99 = latency.p99});
  }
  void rate(const std::string& what, double per_second) {
    row(what, {.per_second = per_second, .cpu = {}, .mebibytes = {}, .p50 = {}, .p99 = {}});
  }
  void memory(const std::string& what, double mebibytes) {
    row(what, {.per_second = {}, .cpu = {}, .mebibytes = mebibytes, .p50 = {}, .p99 = {}});
  }

 private:
  std::string setting_;
  std::ofstream csv_;
};

}  // namespace gateway::bench
