// SPDX-License-Identifier: GPL-2.0-or-later
// Forgets texts that were through long ago.
#pragma once

#include <chrono>
#include <memory>

#include "gateway/base/log.h"
#include "gateway/model/scheduler.h"
#include "gateway/store/store.h"

namespace gateway::app {

/// Once an hour, a thousand at a time, so that nobody waits for it.
class Housekeeping {
 public:
  Housekeeping(const Clock& clock, Scheduler& scheduler, Store& store, Log& log)
      : clock_(clock), scheduler_(scheduler), store_(store), log_(log) {}

  /// How long a text is kept after it is through; begins at once.
  void keep(std::chrono::seconds how_long);

 private:
  void forget_some();

  const Clock& clock_;
  Scheduler& scheduler_;
  Store& store_;
  Log& log_;
  std::chrono::seconds how_long_{};
  Timer next_;
  std::shared_ptr<int> token_ = std::make_shared<int>(0);  // the store may answer after the end
};

}  // namespace gateway::app
