/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that puts a node of its own in the place of each presence, with an ext of its own: ours
 * has to work on what is there when its turn comes. */
#include <purple.h>
#include <string.h>

#include "test_plugin.h"

static xmlnode* replacement;

static void on_sending(PurpleConnection* connection, xmlnode** packet, gpointer data) {
  xmlnode* caps;
  (void)connection;
  (void)data;
  if (packet == NULL || *packet == NULL || strcmp((*packet)->name, "presence") != 0) return;
  if (replacement != NULL) xmlnode_free(replacement);
  replacement = xmlnode_copy(*packet);
  caps = xmlnode_get_child_with_namespace(replacement, "c", "http://jabber.org/protocol/caps");
  if (caps != NULL) xmlnode_set_attrib(caps, "ext", "theirs-v1");
  *packet = replacement;
}

static gboolean load(PurplePlugin* plugin) {
  purple_signal_connect(purple_find_prpl("prpl-jabber"), "jabber-sending-xmlnode", plugin,
                        PURPLE_CALLBACK(on_sending), NULL);
  return TRUE;
}

static gboolean unload(PurplePlugin* plugin) {
  (void)plugin;
  if (replacement != NULL) xmlnode_free(replacement);
  replacement = NULL;
  return TRUE;
}

TEST_PLUGIN(replace, "core-test-replace", "Replace", "replaces presence", .load = load,
            .unload = unload)
