// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/plugin/headless_core.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin::testing_support {
namespace {

guint no_input(int, PurpleInputCondition, PurpleInputFunction, gpointer) {
  return 0;
}
PurpleEventLoopUiOps loop_ops = {g_timeout_add,   g_source_remove, no_input,
                                 g_source_remove, nullptr,         g_timeout_add_seconds,
                                 nullptr,         nullptr,         nullptr};
std::string user_dir;

}  // namespace

void start_core() {
  if (!user_dir.empty()) return;
  std::string pattern = (std::filesystem::temp_directory_path() / "xmpp-sms-core-XXXXXX").string();
  user_dir = mkdtemp(pattern.data());
  std::atexit([] { std::filesystem::remove_all(user_dir); });
  purple_util_set_user_dir(user_dir.c_str());
  purple_eventloop_set_ui_ops(&loop_ops);
  if (purple_core_init("xmpp-sms-test") == FALSE) std::abort();
  purple_set_blist(purple_blist_new());
}

}  // namespace plugin::testing_support
