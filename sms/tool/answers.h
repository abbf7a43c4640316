// SPDX-License-Identifier: GPL-2.0-or-later
// What sms-text answers to one input: a JSON object, and whether the input was valid.
#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "sms/address.h"
#include "sms/region.h"

namespace sms_text {

using Json = nlohmann::ordered_json;

/// Shape:   an invalid input has "error" (the value's name) and "message" (a sentence)
[[nodiscard]] inline bool is_valid(const Json& answer) {
  return !answer.contains("error");
}

[[nodiscard]] Json answer_segments(std::string_view text);
[[nodiscard]] Json answer_number(std::string_view text, std::optional<sms::Region> region);
[[nodiscard]] Json answer_address(std::string_view text, const sms::Gateway& gateway,
                                  std::optional<sms::Region> region);
[[nodiscard]] Json answer_uri(std::string_view text);

}  // namespace sms_text
