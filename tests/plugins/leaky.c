/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that loses memory at each load: the proof that the memory tests would see it. */
#include <purple.h>

#include "test_plugin.h"

static gboolean load(PurplePlugin* plugin) {
  char** lost = g_new0(char*, 8);
  lost[0] = g_strdup(plugin->path);
  return TRUE;
}

TEST_PLUGIN(leaky, "core-test-leaky", "Leaky", "loses memory", .load = load)
