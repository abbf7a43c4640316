// SPDX-License-Identifier: GPL-2.0-or-later
// What the program does besides running.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "gateway/app/options.h"
#include "gateway/config/load.h"

namespace gateway::app {

enum ExitStatus : int { all_well = 0, failed = 1, wrong_usage = 2, wrong_config = 78 };

/// Errors:  a line for each problem: file:line:column: key: what is wrong
[[nodiscard]] tl::expected<config::Loaded, std::string> load_config(const Options& options);

/// Carries out any command but Command::run; the exit status.
[[nodiscard]] int carry_out(const Options& options, std::string_view version);

}  // namespace gateway::app
