/* SPDX-License-Identifier: GPL-2.0-or-later
 * What each of these plugins has to say of itself to libpurple. */
#ifndef XMPP_SMS_TESTS_PLUGINS_TEST_PLUGIN_H
#define XMPP_SMS_TESTS_PLUGINS_TEST_PLUGIN_H

#include <purple.h>

/* The end of a plugin's file: its symbol, id, name and summary, and what it does, such as
 * .load = load. */
#define TEST_PLUGIN(symbol, id_text, name_text, summary_text, ...) \
  static PurplePluginInfo info = {.magic = PURPLE_PLUGIN_MAGIC,    \
                                  .major_version = 2,              \
                                  .minor_version = 10,             \
                                  .type = PURPLE_PLUGIN_STANDARD,  \
                                  .id = id_text,                   \
                                  .name = name_text,               \
                                  .version = "1",                  \
                                  .summary = summary_text,         \
                                  .description = "for tests",      \
                                  .author = "xmpp-sms",            \
                                  .homepage = "",                  \
                                  __VA_ARGS__};                    \
  static void describe(PurplePlugin* plugin) {                     \
    (void)plugin;                                                  \
  }                                                                \
  PURPLE_INIT_PLUGIN(symbol, describe, info)

#endif
