// SPDX-License-Identifier: GPL-2.0-or-later
// What is typed behind /sms.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "sms/region.h"

namespace plugin {

struct SmsCommand {
  enum class Verb : std::uint8_t { help, status, gateways, retry, add, text };

  Verb verb = Verb::help;
  std::string to;  ///< of a text: a number or a name, as it was typed
  /// The text, which may be empty; of add: the name, or nothing; of gateways: "again", or nothing.
  std::string rest;
};

/// Takes a line apart. Verbs are words alone (but `add NAME` and `gateways again`), so that nobody
/// called Status is out of reach: "Status" in quotes is a name.
/// Shape:   plain text. A recipient with spaces stands in "quotes" of any country, in (brackets) or
///          [brackets]. Without them it is the longest contact's name that the line begins with, or
///          a number up to where it is whole, or one word.
///          `length_of_name` says how much of a line is a contact's name, in bytes.
/// Errors:  a sentence for the user: a quote that does not end, or a number that might end at
///          several places
/// Example: "+1 307 555 1212 hello" -> text to "+1 307 555 1212", "hello"
///          "40404 10 words" -> text to "40404", "10 words"
[[nodiscard]] tl::expected<SmsCommand, std::string> parse_sms_command(
    std::string_view line, std::optional<sms::Region> region,
    const std::function<std::size_t(std::string_view)>& length_of_name);

}  // namespace plugin
