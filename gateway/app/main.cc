// SPDX-License-Identifier: GPL-2.0-or-later
// xmpp-sms-gateway: carries texts between XMPP and phones.
#include <glib-unix.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <span>
#include <sstream>

#include "gateway/app/commands.h"
#include "gateway/app/daemon.h"
#include "gateway/app/log_writer.h"
#include "gateway/app/options.h"
#include "gateway/base/monotonic.h"

namespace {

using namespace gateway;       // NOLINT(google-build-using-namespace): one file, no header
using namespace gateway::app;  // NOLINT(google-build-using-namespace)

/// One line of the log for each problem.
void say_lines(Log& log, const std::string& problems) {
  std::istringstream lines(problems);
  for (std::string line; std::getline(lines, line);)
    log.say(LogLevel::error, line, {});
}

void say_notices(Log& log, const config::Loaded& loaded) {
  for (const std::string& notice : loaded.notices)
    log.say(LogLevel::warning, notice, {});
}

tl::expected<config::Config, std::string> reread_config(const Options& options, Log& log) {
  auto loaded = load_config(options);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  say_notices(log, *loaded);
  return std::move(loaded->config);
}

/// The running program: the loop, and what signals do to it.
struct Program {
  LogWriter& log;
  std::unique_ptr<GMainLoop, GFree<&g_main_loop_unref>> loop{g_main_loop_new(nullptr, FALSE)};
  std::unique_ptr<Daemon> daemon{};
  bool is_stopping = false;
  int status = all_well;

  static gboolean on_stop(gpointer program) noexcept {
    Program& self = *static_cast<Program*>(program);
    guarded(self.log, "stopping", [&] {
      // Who asks twice does not want to wait.
      if (std::exchange(self.is_stopping, true)) return g_main_loop_quit(self.loop.get());
      self.daemon->stop();
    });
    return G_SOURCE_CONTINUE;
  }

  static gboolean on_reload(gpointer program) noexcept {
    Program& self = *static_cast<Program*>(program);
    guarded(self.log, "reloading", [&] {
      const std::string problems = self.daemon->reload();
      if (problems.empty()) return;
      say_lines(self.log, problems);
      self.log.say(LogLevel::error, "the configuration stays as it was", {});
    });
    return G_SOURCE_CONTINUE;
  }
};

void on_glib_message(const char* /*domain*/, GLogLevelFlags level, const char* message,
                     gpointer log) noexcept {
  constexpr int loud = G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING;
  if ((level & loud) == 0) return;  // GLib's own talk is for those who write GLib
  const bool is_bad = (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0;
  static_cast<Log*>(log)->say(is_bad ? LogLevel::error : LogLevel::warning,
                              message != nullptr ? message : "", {});
}

/// A thousand slow connections must leave descriptors for the XMPP server, carriers and the store.
/// Everything here polls: no descriptor is too high for a select().
void allow_many_descriptors() {
  constexpr rlim_t wanted = 16'384;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);  // if not: fewer connections are taken
}

int run(const Options& options) {
  const SystemClock clock;
  const PatientClock patient_clock(clock, &monotonic_now);
  LogWriter log(clock, STDERR_FILENO);
  const char* const journal = std::getenv("JOURNAL_STREAM");
  log.set(LogLevel::info, log_format_of("auto", journal));
  g_log_set_default_handler(on_glib_message, static_cast<Log*>(&log));
  std::signal(SIGPIPE, SIG_IGN);
  allow_many_descriptors();

  auto loaded = load_config(options);
  if (!loaded) {
    say_lines(log, loaded.error());
    return wrong_config;
  }
  config::Config& config = loaded->config;
  log.set(log_level_of(config.log.level), log_format_of(config.log.format, journal));
  if (!loaded->recognised.empty())
    log.say(LogLevel::info, options.config + ": " + loaded->recognised, {});
  say_notices(log, *loaded);

  Program program{.log = log};
  program.daemon = std::make_unique<Daemon>(
      std::move(config), [options, &log] { return reread_config(options, log); }, patient_clock,
      log, XMPP_SMS_VERSION);
  const auto started = program.daemon->start([&program](bool is_well) {
    program.status = is_well ? all_well : failed;
    g_main_loop_quit(program.loop.get());
  });
  if (!started) {
    say_lines(log, started.error().message);
    return started.error().may_pass ? failed : wrong_config;
  }
  g_unix_signal_add(SIGTERM, Program::on_stop, &program);
  g_unix_signal_add(SIGINT, Program::on_stop, &program);
  g_unix_signal_add(SIGHUP, Program::on_reload, &program);
  g_main_loop_run(program.loop.get());
  return program.status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    const auto options = parse_options(arguments.subspan(argc > 0 ? 1 : 0));
    if (!options) {
      std::cerr << "xmpp-sms-gateway: " << options.error() << ": see xmpp-sms-gateway --help\n";
      return wrong_usage;
    }
    return options->command == Command::run ? run(*options) : carry_out(*options, XMPP_SMS_VERSION);
  } catch (const std::exception& error) {
    std::cerr << "xmpp-sms-gateway: " << error.what() << '\n';
    return failed;
  }
}
