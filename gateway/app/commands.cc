// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/commands.h"

#include <iostream>

#include "gateway/config/example.h"
#include "gateway/config/read.h"
#include "gateway/store/maintenance.h"

namespace gateway::app {
namespace {

int print(std::string_view text) {
  std::cout << text << std::flush;
  return std::cout ? all_well : failed;
}

int complain(const std::string& problem, int status) {
  std::cerr << "xmpp-sms-gateway: " << problem << '\n';
  return status;
}

template <class T>
int outcome(const tl::expected<T, StoreError>& result) {
  if (!result) return complain(result.error().message, failed);
  return all_well;
}

}  // namespace

tl::expected<config::Config, std::string> read_config(const std::string& file) {
  const config::Surroundings surroundings = config::real_surroundings();
  const auto content = surroundings.read_file(file);
  if (!content) return tl::unexpected(content.error());
  auto config = config::read(*content, surroundings);
  if (config) return *std::move(config);
  std::string lines;
  for (const config::Problem& problem : config.error())
    lines += (lines.empty() ? "" : "\n") + problem.line(file);
  return tl::unexpected(std::move(lines));
}

int carry_out(const Options& options, std::string_view version) {
  if (options.command == Command::help) return print(usage());
  if (options.command == Command::version)
    return print("xmpp-sms-gateway " + std::string(version) + "\n");
  if (options.command == Command::example_config) return print(config::example());
  if (options.command == Command::manual_keys) return print(config::manual());

  const auto config = read_config(options.config);
  if (!config) {
    std::cerr << config.error() << '\n';
    return wrong_config;
  }
  const std::string& store = config->store.path;
  switch (options.command) {
    case Command::backup:
      return outcome(backup(store, options.file));
    case Command::restore:
      return outcome(restore(options.file, store, options.force));
    case Command::export_messages:
      return outcome(export_messages(
          store, {.user = options.user, .since = options.since, .with_bodies = options.with_bodies},
          std::cout));
    default:
      return print(options.config + ": all well\n");
  }
}

}  // namespace gateway::app
