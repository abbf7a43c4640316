// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of sms-caps.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "smscaps/announce.h"
#include "smscaps/bundle_name.h"

namespace sms_caps {

/// What the user asked for. Bundle names borrow from the arguments.
struct Options {
  std::vector<smscaps::BundleName> bundles;  ///< sms-v1 unless named
  std::optional<smscaps::NewCaps> create;
  std::vector<std::string> files;  ///< "-" is standard input, the default
  bool withdraw = false;
  bool check = false;
  bool explain = false;
  bool help = false;
  bool version = false;
};

/// Shape:   `arguments` without the program's name
/// Errors:  what is wrong and how to mend it, one line
[[nodiscard]] tl::expected<Options, std::string> parse_options(
    std::span<const char* const> arguments);

/// The text of --help.
[[nodiscard]] std::string_view usage();

}  // namespace sms_caps
