/* SPDX-License-Identifier: GPL-2.0-or-later
 * A plugin that edits what conversations show: each text of others gets a mark at its end. */
#include <purple.h>

#include "test_plugin.h"

static gboolean on_writing(PurpleAccount* account, const char* who, char** message,
                           PurpleConversation* conversation, PurpleMessageFlags flags,
                           gpointer data) {
  char* edited;
  (void)account;
  (void)who;
  (void)conversation;
  (void)data;
  if ((flags & PURPLE_MESSAGE_RECV) == 0 || message == NULL || *message == NULL) return FALSE;
  edited = g_strconcat(*message, "*", NULL);
  g_free(*message);
  *message = edited;
  return FALSE;
}

static gboolean load(PurplePlugin* plugin) {
  purple_signal_connect(purple_conversations_get_handle(), "writing-im-msg", plugin,
                        PURPLE_CALLBACK(on_writing), NULL);
  return TRUE;
}

TEST_PLUGIN(edit, "core-test-edit", "Edit", "edits texts", .load = load)
