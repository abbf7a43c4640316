// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/discovery/stopwatch.h"

#include "plugin/purple/purple_api.h"

namespace bench {
namespace {

Stopwatch* stopwatch;

struct Timed {
  GSourceFunc function;
  gpointer data;
};

gboolean on_timer(gpointer data) {
  const Timed timed = *static_cast<Timed*>(data);
  stopwatch->start();
  const gboolean goes_on = timed.function(timed.data);
  stopwatch->stop();
  return goes_on;
}

guint add_timer(guint interval, GSourceFunc function, gpointer data) {
  return g_timeout_add_full(G_PRIORITY_DEFAULT, interval, on_timer, new Timed{function, data},
                            [](gpointer timed) { delete static_cast<Timed*>(timed); });
}

}  // namespace

void measure_timers(Stopwatch& watch) {
  stopwatch = &watch;
  purple_eventloop_get_ui_ops()->timeout_add = add_timer;
}

}  // namespace bench
