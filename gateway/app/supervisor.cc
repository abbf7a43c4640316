// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/supervisor.h"

#include <systemd/sd-daemon.h>

namespace gateway::app {

Supervisor::Supervisor(Log& log) : watchdog_(log, "the watchdog", [this] { watch(); }) {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return;
  // Twice in its time: a main loop that hangs is what it is to find.
  every_ = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::microseconds(microseconds) / 2);
  watchdog_.soon();
}

void Supervisor::watch() {
  sd_notify(0, "WATCHDOG=1");
  watchdog_.start(every_);
}

void Supervisor::ready() {
  sd_notify(0, "READY=1");
}

void Supervisor::reloading() {
  sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(g_get_monotonic_time())).c_str());
}

void Supervisor::stopping() {
  sd_notify(0, "STOPPING=1");
}

void Supervisor::status(const std::string& text) {
  std::string line = text;
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  sd_notify(0, ("STATUS=" + line).c_str());
}

}  // namespace gateway::app
