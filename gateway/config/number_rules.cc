// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/number_rules.h"

#include <fmt/format.h>

#include "gateway/model/masked.h"
#include "sms/number.h"
#include "sms/phone_address.h"

namespace gateway::config {
namespace {

/// The numbering plans' own sentence has the whole number.
std::string what_is_odd(sms::NumberErrorCode code) {
  switch (code) {
    case sms::NumberErrorCode::unknown_country_code:
      return "has a country code that does not exist";
    case sms::NumberErrorCode::too_short:
    case sms::NumberErrorCode::missing_area_code:
      return "is too short for a number";
    case sms::NumberErrorCode::too_long:
      return "is too long for a number";
    default:
      return "has a number of digits that no number has";
  }
}

}  // namespace

std::optional<std::string> wrong_with_number(const std::string& number) {
  if (sms::E164::parse(number)) return {};
  return fmt::format("“{}” is not a number in full international form, such as \"+13075550100\"",
                     masked(number));
}

std::optional<std::string> odd_about_number(const std::string& number) {
  const auto parsed = sms::parse_number(number);
  if (parsed || parsed.error().code == sms::NumberErrorCode::no_numbering_plans) return {};
  const auto country = sms::country_of(number);
  return fmt::format("{} {}{}; nobody can text it", masked(number),
                     what_is_odd(parsed.error().code),
                     country ? fmt::format(" in {}", country->region.code()) : "");
}

}  // namespace gateway::config
