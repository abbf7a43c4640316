// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/commands.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "gateway/app/surroundings.h"
#include "gateway/config/example.h"
#include "gateway/config/load.h"
#include "gateway/core/jid.h"
#include "gateway/store/maintenance.h"
#include "gateway/store/sqlite/on_behalf.h"

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

/// On standard error, so that what is printed can go into a file.
void say_notices(const config::Loaded& loaded) {
  for (const std::string& notice : loaded.notices)
    std::cerr << "note: " << notice << '\n';
}

template <class T>
int outcome(const tl::expected<T, StoreError>& result) {
  if (!result) return complain(result.error().message, failed);
  return all_well;
}

int check_all_of(const std::string& store, const std::string& copy) {
  std::error_code ignored;
  const bool is_copy = !copy.empty() && !std::filesystem::equivalent(copy, store, ignored);
  const auto checked = is_copy ? check_copy(copy) : check_store(store);
  return checked ? print((is_copy ? copy : store) + ": all well\n") : outcome(checked);
}

int restore_from(const Options& options, const std::string& store) {
  const auto replaced = restore(options.file, store, options.force);
  if (!replaced) return outcome(replaced);
  return print(store + ": restored from " + options.file +
               (replaced->empty() ? "\n" : "; what was there is now " + replaced->string() + "\n"));
}

/// An empty export does not show whether the user is there at all.
std::string nothing_of(const std::string& user, bool is_since, const config::Config& config) {
  const bool is_known = std::ranges::any_of(
      config.users, [&](const config::User& one) { return user_of(one.jid) == user; });
  return user + " has no messages in the store" + (is_since ? " since then" : "") +
         (is_known ? "" : ", and is none of the configuration's users");
}

int export_to_output(const Options& options, const config::Config& config) {
  const auto written = export_messages(
      config.store.path,
      {.user = options.user, .since = options.since, .with_bodies = options.with_bodies},
      std::cout);
  if (written && *written == 0 && options.user) {
    std::cerr << "xmpp-sms-gateway: "
              << nothing_of(*options.user, options.since.has_value(), config) << '\n';
  }
  return outcome(written);
}

/// The configuration is right, as the caller reads it: can the gateway read it, and is all there
/// that it names?
int check_around(const Options& options, const config::Config& config) {
  const bool is_units = options.config == Options().config;
  const uid_t user = user_of_gateway(config, is_units);
  if (is_units) {
    const auto as_user = sqlite::OnBehalf::of_user(user);
    const auto again = load_config(options);
    if (!again) {
      std::cerr << again.error() << '\n';
      return wrong_config;
    }
  }
  const auto missing = find_missing(config, user);
  for (const Missing& one : missing)
    std::cerr << (one.comes_with_unit ? "note: " : "") << one.line << '\n';
  const bool is_well = std::ranges::all_of(missing, &Missing::comes_with_unit);
  return is_well ? print(options.config + ": all well\n") : wrong_config;
}

}  // namespace

tl::expected<config::Loaded, std::string> load_config(const Options& options) {
  const config::Surroundings surroundings = config::real_surroundings();
  config::Source source{.path = options.config, .listen = options.listen};
  // The folder that the service manager made for what we keep.
  const auto state = surroundings.environment("STATE_DIRECTORY");
  if (state && !state->empty()) source.store = state->substr(0, state->find(':')) + "/store.sqlite";
  auto loaded = config::load(source, surroundings);
  if (loaded) return *std::move(loaded);
  std::string lines;
  for (const std::string& line : loaded.error())
    lines += (lines.empty() ? "" : "\n") + line;
  return tl::unexpected(std::move(lines));
}

int carry_out(const Options& options, std::string_view version) {
  if (options.command == Command::help) return print(usage());
  if (options.command == Command::version)
    return print("xmpp-sms-gateway " + std::string(version) + "\n");
  if (options.command == Command::example_config) return print(config::example());
  if (options.command == Command::manual_keys) return print(config::manual());

  const auto loaded = load_config(options);
  if (!loaded) {
    std::cerr << loaded.error() << '\n';
    return wrong_config;
  }
  const std::string& store = loaded->config.store.path;
  switch (options.command) {
    case Command::backup:
      return outcome(backup(store, options.file));
    case Command::restore:
      return restore_from(options, store);
    case Command::check:
      return check_all_of(store, options.file);
    case Command::export_messages:
      return export_to_output(options, loaded->config);
    case Command::convert:
      if (loaded->recognised.empty()) {
        return complain(options.config + ": this is already a configuration of xmpp-sms-gateway",
                        failed);
      }
      say_notices(*loaded);
      return print(loaded->toml);
    default:
      if (!loaded->recognised.empty())
        std::cerr << options.config << ": " << loaded->recognised << '\n';
      say_notices(*loaded);
      return check_around(options, loaded->config);
  }
}

}  // namespace gateway::app
