// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/client/core.h"

#include "tests/client/dialogs.h"
#include "tests/client/output.h"

namespace client {
namespace {

// --- the main loop, as libpurple wants it ---

struct InputWatch {
  PurpleInputFunction function;
  gpointer data;
};

gboolean on_input(GIOChannel* channel, GIOCondition condition, gpointer data) {
  auto* watch = static_cast<InputWatch*>(data);
  int ready = 0;
  if ((condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0) ready |= PURPLE_INPUT_READ;
  if ((condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL)) != 0) ready |= PURPLE_INPUT_WRITE;
  watch->function(watch->data, g_io_channel_unix_get_fd(channel),
                  static_cast<PurpleInputCondition>(ready));
  return TRUE;
}

guint add_input(int fd, PurpleInputCondition condition, PurpleInputFunction function,
                gpointer data) {
  int wanted = 0;
  if ((condition & PURPLE_INPUT_READ) != 0) wanted |= G_IO_IN | G_IO_HUP | G_IO_ERR;
  if ((condition & PURPLE_INPUT_WRITE) != 0) wanted |= G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL;
  GIOChannel* channel = g_io_channel_unix_new(fd);
  const guint id =
      g_io_add_watch_full(channel, G_PRIORITY_DEFAULT, static_cast<GIOCondition>(wanted), on_input,
                          new InputWatch{function, data},
                          [](gpointer watch) { delete static_cast<InputWatch*>(watch); });
  g_io_channel_unref(channel);
  return id;
}

PurpleEventLoopUiOps loop_ops{};
PurpleDebugUiOps debug_ops{};
PurpleConversationUiOps conversation_ops{};
PurpleCoreUiOps core_ops{};

// --- what happens, as lines ---

std::string account_name(PurpleConnection* connection) {
  const std::string name = purple_account_get_username(purple_connection_get_account(connection));
  return name.substr(0, name.find('/'));
}

void print_debug(PurpleDebugLevel level, const char* category, const char* text) {
  if (or_empty(category) != "xmpp-sms") return;
  say("debug " + std::to_string(level) + " " + or_empty(text));
}

gboolean is_debug_on(PurpleDebugLevel, const char* category) {
  return or_empty(category) == "xmpp-sms" ? TRUE : FALSE;
}

void write_conversation(PurpleConversation* conversation, const char*, const char*,
                        const char* text, PurpleMessageFlags flags, time_t) {
  std::string kind = "other";
  if ((flags & PURPLE_MESSAGE_SEND) != 0) kind = "sent";
  if ((flags & PURPLE_MESSAGE_RECV) != 0) kind = "received";
  if ((flags & PURPLE_MESSAGE_SYSTEM) != 0) kind = "system";
  if ((flags & PURPLE_MESSAGE_ERROR) != 0) kind = "error";
  const std::string account =
      purple_account_get_username(purple_conversation_get_account(conversation));
  say("conversation " + account.substr(0, account.find('/')) + " " +
      or_empty(purple_conversation_get_name(conversation)) + " " + kind + " " + or_empty(text));
}

void print_stanza(const char* arrow, PurpleConnection* connection, const xmlnode* stanza) {
  char* text = xmlnode_to_str(stanza, nullptr);
  say(std::string(arrow) + " " + account_name(connection) + " " + text);
  g_free(text);
}

void on_sending(PurpleConnection* connection, xmlnode** stanza, gpointer) {
  if (stanza == nullptr || *stanza == nullptr) return;
  if (or_empty((*stanza)->name) == "auth") return;  // it holds the password
  print_stanza(">", connection, *stanza);
}

void on_receiving(PurpleConnection* connection, xmlnode** stanza, gpointer) {
  if (stanza != nullptr && *stanza != nullptr) print_stanza("<", connection, *stanza);
}

void on_conversation_updated(PurpleConversation* conversation, PurpleConvUpdateType what,
                             gpointer) {
  if (what != PURPLE_CONV_UPDATE_TITLE) return;
  const std::string account =
      purple_account_get_username(purple_conversation_get_account(conversation));
  say("title " + account.substr(0, account.find('/')) + " " +
      or_empty(purple_conversation_get_name(conversation)) + " " +
      or_empty(purple_conversation_get_title(conversation)));
}

void on_signed_on(PurpleConnection* connection, gpointer) {
  say("connected " + account_name(connection));
}

void on_signed_off(PurpleConnection* connection, gpointer) {
  say("disconnected " + account_name(connection));
}

void on_connection_error(PurpleConnection* connection, PurpleConnectionError, const char* text,
                         gpointer) {
  say("connection-error " + account_name(connection) + " " + or_empty(text));
}

void listen() {
  static int handle;
  PurplePlugin* xmpp = purple_find_prpl("prpl-jabber");
  if (xmpp != nullptr) {
    // After every plugin's edits, just before libpurple itself writes.
    purple_signal_connect_priority(xmpp, "jabber-sending-xmlnode", &handle,
                                   PURPLE_CALLBACK(on_sending), nullptr, 9990);
    purple_signal_connect_priority(xmpp, "jabber-receiving-xmlnode", &handle,
                                   PURPLE_CALLBACK(on_receiving), nullptr, -9990);
  }
  purple_signal_connect(purple_conversations_get_handle(), "conversation-updated", &handle,
                        PURPLE_CALLBACK(on_conversation_updated), nullptr);
  void* connections = purple_connections_get_handle();
  purple_signal_connect(connections, "signed-on", &handle, PURPLE_CALLBACK(on_signed_on), nullptr);
  purple_signal_connect(connections, "signed-off", &handle, PURPLE_CALLBACK(on_signed_off),
                        nullptr);
  purple_signal_connect(connections, "connection-error", &handle,
                        PURPLE_CALLBACK(on_connection_error), nullptr);
}

void install_conversations() {
  conversation_ops.write_conv = write_conversation;
  purple_conversations_set_ui_ops(&conversation_ops);
}

}  // namespace

bool start_core(const std::string& user_dir) {
  loop_ops.timeout_add = g_timeout_add;
  loop_ops.timeout_remove = g_source_remove;
  loop_ops.input_add = add_input;
  loop_ops.input_remove = g_source_remove;
  loop_ops.timeout_add_seconds = g_timeout_add_seconds;
  purple_eventloop_set_ui_ops(&loop_ops);

  debug_ops.print = print_debug;
  debug_ops.is_enabled = is_debug_on;
  purple_debug_set_ui_ops(&debug_ops);

  core_ops.ui_init = install_conversations;
  purple_core_set_ui_ops(&core_ops);
  purple_util_set_user_dir(user_dir.c_str());
  if (purple_core_init("xmpp-sms-headless") == FALSE) return false;

  purple_set_blist(purple_blist_new());
  purple_blist_load();
  purple_prefs_load();
  dialogs::install();
  listen();
  return true;
}

}  // namespace client
