// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/host.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace bench {
namespace {

PurpleEventLoopUiOps loop_ops{};

guint never_add_input(int, PurpleInputCondition, PurpleInputFunction, gpointer) {
  return 1;
}
gboolean never_remove_input(guint) {
  return TRUE;
}
void stay_offline(PurpleAccount*) {}

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "plugin-bench: %s\n", why);
  std::exit(1);
}

// Real and listed, so that every handler finds what it finds in a client; only logging in is
// replaced by nothing.
PurpleConnection* make_connection(PurplePlugin* xmpp) {
  PurplePluginProtocolInfo* protocol = PURPLE_PLUGIN_PROTOCOL_INFO(xmpp);
  void (*const login)(PurpleAccount*) = protocol->login;
  protocol->login = stay_offline;
  PurpleAccount* account = purple_account_new("juliet@capulet.example/balcony", "prpl-jabber");
  purple_account_set_password(account, "unused");
  purple_accounts_add(account);
  purple_connection_new(account, FALSE, "unused");
  protocol->login = login;
  return purple_account_get_connection(account);
}

}  // namespace

Host start_host(const std::string& user_dir) {
  // A session bus would get a copy of every signal; whether there is one must not matter here.
  setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
  loop_ops.timeout_add = g_timeout_add;
  loop_ops.timeout_remove = g_source_remove;
  loop_ops.input_add = never_add_input;
  loop_ops.input_remove = never_remove_input;
  loop_ops.timeout_add_seconds = g_timeout_add_seconds;
  purple_eventloop_set_ui_ops(&loop_ops);
  purple_util_set_user_dir(user_dir.c_str());
  if (purple_core_init("xmpp-sms-bench") == FALSE) fail("libpurple does not start");
  purple_set_blist(purple_blist_new());

  Host host{};
  host.xmpp = purple_find_prpl("prpl-jabber");
  if (host.xmpp == nullptr) fail("this libpurple has no XMPP support");
  host.connection = make_connection(host.xmpp);
  if (host.connection == nullptr) fail("libpurple made no connection for the account");
  // The handler at the end of the chain, which writes to the stream, is libpurple's own: there is
  // no stream, and what it would cost is not what is asked.
  purple_signals_disconnect_by_handle(host.xmpp);
  return host;
}

ScratchDir::ScratchDir() {
  std::string name = std::filesystem::temp_directory_path() / "xmpp-sms-bench-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) fail("cannot make a folder for temporary files");
  path_ = name;
}

ScratchDir::~ScratchDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace bench
