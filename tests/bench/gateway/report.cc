// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/report.h"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace gateway::bench {

Report::Report(std::string setting, const std::string& csv) : setting_(std::move(setting)) {
  if (csv.empty()) return;
  csv_.open(csv, std::ios::app);
  if (!csv_) throw std::runtime_error(csv + " cannot be written");
  if (csv_.tellp() == 0) {
    csv_ << "setting,what,texts per second,CPU us,resident MiB,p50 ms,p99 ms\n";
  }
}

void Report::row(const std::string& what, const Row& values) {
  const auto part = [](const std::optional<double>& value, const char* format) {
    return value ? fmt::format(fmt::runtime(format), *value) : std::string();
  };
  fmt::print("{:<42}{}{}{}{}{}\n", what, part(values.per_second, " {:>9.0f} /s"),
             part(values.cpu, " {:>6.1f} us CPU"), part(values.mebibytes, " {:>6.1f} MiB"),
             part(values.p50, "  p50 {:.2f} ms"), part(values.p99, "  p99 {:.2f} ms"));
  std::fflush(stdout);
  if (!csv_.is_open()) return;
  csv_ << fmt::format("{},\"{}\",{},{},{},{},{}\n", setting_, what,
                      part(values.per_second, "{:.0f}"), part(values.cpu, "{:.1f}"),
                      part(values.mebibytes, "{:.1f}"), part(values.p50, "{:.3f}"),
                      part(values.p99, "{:.3f}"))
       << std::flush;
}

}  // namespace gateway::bench
