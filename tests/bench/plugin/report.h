// SPDX-License-Identifier: GPL-2.0-or-later
// The figures as text for people and as CSV for the plot.
#pragma once

#include <string>

#include "tests/bench/plugin/emission.h"

namespace bench {

void print_timings(const std::vector<Handler>& handlers, const Timings& timings);

/// One line per stanza; per handler the median and the least, in nanoseconds.
/// Errors:  false when the file cannot be written
bool write_csv(const std::string& path, const std::vector<Handler>& handlers,
               const Timings& timings);

}  // namespace bench
