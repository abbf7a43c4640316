/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that takes every message off the wire, as end-to-end encryption plugins do while they
 * set up a session: it frees the stanza and leaves NULL for the handlers behind it. */
#include <purple.h>
#include <string.h>

#include "test_plugin.h"

static void on_sending(PurpleConnection* connection, xmlnode** packet, gpointer data) {
  (void)connection;
  (void)data;
  if (packet == NULL || *packet == NULL || strcmp((*packet)->name, "message") != 0) return;
  *packet = NULL; /* the sender keeps the node and frees it */
}

static gboolean load(PurplePlugin* plugin) {
  purple_signal_connect(purple_find_prpl("prpl-jabber"), "jabber-sending-xmlnode", plugin,
                        PURPLE_CALLBACK(on_sending), NULL);
  return TRUE;
}

TEST_PLUGIN(swallow, "core-test-swallow", "Swallow", "takes messages away", .load = load)
