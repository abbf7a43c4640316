/* SPDX-License-Identifier: GPL-2.0-or-later
 * Opens a dialog with a text to be sent and tells of it as our first plugin does of its own. */
#include <purple.h>

#include "test_plugin.h"

static void on_ok(gpointer data, PurpleRequestFields* fields) {
  (void)data;
  purple_debug_info("text-form", "%s\n", purple_request_fields_get_string(fields, "text"));
}

static void open_form(PurplePluginAction* action) {
  PurpleRequestFields* fields = purple_request_fields_new();
  PurpleRequestFieldGroup* group = purple_request_field_group_new(NULL);
  purple_request_field_group_add_field(group,
                                       purple_request_field_string_new("to", "_To", "", FALSE));
  purple_request_field_group_add_field(
      group, purple_request_field_string_new("text", "_Message", "Hello", TRUE));
  purple_request_field_group_add_field(group,
                                       purple_request_field_bool_new("again", "Again", FALSE));
  purple_request_fields_add_group(fields, group);
  purple_request_fields(action->plugin, "A dialog", NULL, NULL, fields, "_OK", G_CALLBACK(on_ok),
                        "_Cancel", NULL, NULL, NULL, NULL, NULL);
  purple_signal_emit(purple_plugins_find_with_id("core-xmpp-sms"), "xmpp-sms-form-shown", fields);
}

static GList* make_menu(PurplePlugin* plugin, gpointer context) {
  (void)plugin;
  (void)context;
  return g_list_append(NULL, purple_plugin_action_new("Open", open_form));
}

TEST_PLUGIN(text_form, "core-test-text-form", "Text form", "opens a dialog", .actions = make_menu)
