// SPDX-License-Identifier: GPL-2.0-or-later
// Whether what the operator wrote can be somebody's number.
// SECURITY: what is wrong is logged, so numbers are named by their last digits.
#pragma once

#include <optional>
#include <string>

namespace gateway::config {

/// What is wrong with a number, to be read behind its key; nothing when it has the form of E.164.
[[nodiscard]] std::optional<std::string> wrong_with_number(const std::string& number);

/// What its country's plan says against such a number, to be read behind its key; nothing when
/// somebody can have it. It is not more than a hint, as plans grow faster than libraries.
/// Example: "+1307555" -> "…7555 is too short for a number in US; nobody can text it"
[[nodiscard]] std::optional<std::string> odd_about_number(const std::string& number);

}  // namespace gateway::config
