// SPDX-License-Identifier: GPL-2.0-or-later
// What loading a plugin adds to a client.
#pragma once

#include <optional>
#include <string>

namespace bench {

struct Loading {
  double probe_ms = 0;     ///< reading the file: every plugin that is installed pays it
  double load_ms = 0;      ///< purple_plugin_load(), when it is enabled
  double private_kib = 0;  ///< memory no other process shares, for both
};

/// Medians over `times` fresh processes.
/// Errors:  nullopt when the plugin does not load
std::optional<Loading> measure_loading(const std::string& plugin_file, int times);

/// What such a process runs: prints three figures. Its exit status is this result.
int load_once(const std::string& plugin_file);

}  // namespace bench
