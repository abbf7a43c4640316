// SPDX-License-Identifier: GPL-2.0-or-later
// What the service manager is told. Without one, nothing happens.
#pragma once

#include <memory>
#include <string>

#include "gateway/base/loop_timer.h"

namespace gateway::app {

class Supervisor {
 public:
  explicit Supervisor(Log& log);

  void ready();
  void reloading();
  void stopping();
  /// One line for `systemctl status`.
  void status(const std::string& text);

 private:
  void watch();

  std::chrono::milliseconds every_{0};
  LoopTimer watchdog_;
};

}  // namespace gateway::app
