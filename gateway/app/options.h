// SPDX-License-Identifier: GPL-2.0-or-later
// What the command line asks for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "gateway/model/clock.h"

namespace gateway::app {

enum class Command {
  run,
  check_config,
  convert,  ///< a configuration of sms-over-xmpp into our own form
  example_config,
  manual_keys,  ///< for the man page
  backup,
  restore,
  check,  ///< the store, for damage
  export_messages,
  version,
  help,
};

struct Options {
  Command command = Command::run;
  std::string config = "/etc/xmpp-sms-gateway/gateway.toml";
  std::optional<std::string> listen;  ///< sms-over-xmpp's -listen
  std::string file;  ///< of backup, restore and check; of the last it may be missing
  bool force = false;
  std::optional<std::string> user;  ///< bare and folded, as in the store
  std::optional<Time> since;
  bool with_bodies = false;
};

/// Shape:   the arguments without the program's name
/// Errors:  a sentence: what is wrong and what would be right
[[nodiscard]] tl::expected<Options, std::string> parse_options(std::span<const char* const> list);

/// A day or a moment, UTC.
/// Example: "2026-11-21" -> its midnight; "2026-11-21T16:50:30Z"; "yesterday" -> nullopt
[[nodiscard]] std::optional<Time> parse_moment(std::string_view text);

[[nodiscard]] std::string_view usage();

}  // namespace gateway::app
