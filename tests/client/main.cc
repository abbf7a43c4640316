// SPDX-License-Identifier: GPL-2.0-or-later
// headless-client: the real libpurple, driven by lines. See README.md.
#include <glib-unix.h>
#include <unistd.h>

#include <csignal>

#include <string>

#include "plugin/purple/purple_api.h"
#include "tests/client/commands.h"
#include "tests/client/core.h"
#include "tests/client/output.h"

namespace {

GMainLoop* loop;

gboolean on_stdin(GIOChannel* channel, GIOCondition, gpointer) {
  char* line = nullptr;
  gsize end = 0;
  const GIOStatus status = g_io_channel_read_line(channel, &line, nullptr, &end, nullptr);
  if (status == G_IO_STATUS_AGAIN) return TRUE;
  if (status != G_IO_STATUS_NORMAL) {  // the driver went away
    g_main_loop_quit(loop);
    return FALSE;
  }
  const std::string text(line, end);
  g_free(line);
  if (!text.empty() && client::run_line(text) == client::Next::quit) {
    g_main_loop_quit(loop);
    return FALSE;
  }
  return TRUE;
}

// An orderly end: what counts the lines that ran writes them then.
gboolean on_terminate(gpointer) {
  g_main_loop_quit(loop);
  return FALSE;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::string(argv[1]) != "--dir") {
    std::fputs("usage: headless-client --dir DIR   (commands on standard input)\n", stderr);
    return 2;
  }
  if (!client::start_core(argv[2])) {
    std::fputs("headless-client: libpurple did not start\n", stderr);
    return 1;
  }
  loop = g_main_loop_new(nullptr, FALSE);
  GIOChannel* input = g_io_channel_unix_new(STDIN_FILENO);
  g_io_channel_set_encoding(input, nullptr, nullptr);
  g_io_add_watch(input, static_cast<GIOCondition>(G_IO_IN | G_IO_HUP), on_stdin, nullptr);
  g_unix_signal_add(SIGTERM, on_terminate, nullptr);
  client::say("ready");
  g_main_loop_run(loop);
  g_io_channel_unref(input);
  g_main_loop_unref(loop);
  purple_core_quit();
  return 0;
}
