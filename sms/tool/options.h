// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of sms-text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "sms/address.h"
#include "sms/region.h"

namespace sms_text {

struct Options {
  std::string command;
  bool wants_help = false;
  bool wants_version = false;
  bool by_lines = false;    ///< segments: each line is a text
  bool wants_safe = false;  ///< segments: the GSM-safe spelling instead of the count
  std::optional<sms::Region> region;
  std::optional<sms::Gateway> gateway;
  std::vector<std::string> inputs;  ///< none: read them from standard input
};

/// Errors:  a sentence for standard error
[[nodiscard]] tl::expected<Options, std::string> parse_options(
    const std::vector<std::string_view>& arguments);

}  // namespace sms_text
