// SPDX-License-Identifier: GPL-2.0-or-later
// The numbering plans of the world: the one door to libphonenumber. Behind it is a module that the
// first number loads, so that a host which never sees a number never has the library in memory.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "sms/number.h"
#include "sms/number_error.h"
#include "sms/phone_address.h"
#include "sms/region.h"

namespace sms::detail {

/// Why digits are no number, and of which region's plan the rule is, if of any.
struct Refusal {
  NumberErrorCode code = NumberErrorCode::wrong_length;
  std::optional<Region> whose;
};

/// What the module offers. Functions and no virtual ones: type information does not travel well
/// between objects that hide their symbols.
struct NumberingPlans {
  /// The number that these digits are, dialled in the region; a leading '+' makes it international.
  /// Errors:  unknown_country_code, missing_area_code, too_short, too_long, wrong_length;
  ///          no_numbering_plans
  tl::expected<E164, Refusal> (*resolve)(const std::string& digits, std::optional<Region> region);

  bool (*has_plan)(Region region);

  /// True when a number of few digits, dialled in the region, can only be a whole number: the plan
  /// has assigned it, and it was dialled with the trunk prefix or the region has none.
  std::optional<E164> (*whole_short_number)(const std::string& digits, Region region);

  NumberDescription (*describe)(const E164& number);

  std::string (*international)(const E164& number);

  /// The national notation; nullopt when the region does not dial the number with it.
  std::optional<std::string> (*national_in)(const E164& number, Region region);

  std::optional<E164> (*example_of)(Region region);

  /// The region's example in both notations; nullopt for a region without a plan.
  std::optional<std::string> (*example_text)(Region region);

  /// The country whose code digits after a '+' begin with.
  std::optional<Country> (*country_of)(const std::string& digits);
};

/// The plans; the first call loads them.
/// Errors:  when the module cannot be loaded: plans that know no number, and refuse each with
///          no_numbering_plans
const NumberingPlans& plans();

/// Why the plans could not be loaded, in the loader's words; empty when they could.
const std::string& plans_problem();

}  // namespace sms::detail

/// The module's one symbol, with our version in its name: a program that runs through an upgrade
/// may load a newer module, whose struct is another.
extern "C"
    [[gnu::visibility("default")]] const sms::detail::NumberingPlans SMS_NUMBERING_PLANS_SYMBOL;
