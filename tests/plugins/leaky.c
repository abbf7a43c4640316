/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that loses memory at each load: the proof that the memory tests would see it. */
#include <purple.h>

static gboolean load(PurplePlugin* plugin) {
  char** lost = g_new0(char*, 8);
  lost[0] = g_strdup(plugin->path);
  return TRUE;
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = 2,
    .minor_version = 10,
    .type = PURPLE_PLUGIN_STANDARD,
    .id = "core-test-leaky",
    .name = "Leaky",
    .version = "1",
    .summary = "loses memory",
    .description = "for tests",
    .author = "xmpp-sms",
    .homepage = "",
    .load = load,
};

static void describe(PurplePlugin* plugin) {
  (void)plugin;
}

PURPLE_INIT_PLUGIN(leaky, describe, info)
