/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that does nothing: what loading any plugin costs. */
#define PURPLE_PLUGINS
#include <glib.h>
#include <purple.h>

static gboolean on_load(PurplePlugin* self) {
  (void)self;
  return TRUE;
}

static gboolean on_unload(PurplePlugin* self) {
  (void)self;
  return TRUE;
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = 2,
    .minor_version = 10,
    .type = PURPLE_PLUGIN_STANDARD,
    .id = "core-xmpp-sms-noop",
    .name = "Nothing",
    .version = "1",
    .summary = "Does nothing.",
    .description = "Does nothing.",
    .author = "The xmpp-sms authors",
    .homepage = "",
    .load = on_load,
    .unload = on_unload,
};

static void describe(PurplePlugin* self) {
  (void)self;
}

PURPLE_INIT_PLUGIN(noop, describe, info)
