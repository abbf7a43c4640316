// SPDX-License-Identifier: GPL-2.0-or-later
// What stays behind in memory after many stanzas.
#pragma once

#include "tests/bench/plugin/handlers.h"

namespace bench {

struct Leftovers {
  long heap_bytes = 0;      ///< in use according to malloc
  long resident_bytes = 0;  ///< of the process
};

/// The growth over `count` emissions of all stanzas in turn, each a fresh copy that is freed after.
Leftovers count_leftovers(const Host& host, const Handler& handler, long count);

}  // namespace bench
