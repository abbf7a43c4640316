// SPDX-License-Identifier: GPL-2.0-or-later
// The numbering plans of the world: the one door to libphonenumber, which wakes up behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "sms/number.h"
#include "sms/number_error.h"
#include "sms/phone_address.h"
#include "sms/region.h"

namespace sms::detail {

/// The number that these digits are, dialled in the region; a leading '+' makes it international.
/// Errors:  unknown_country_code, missing_area_code, too_short, too_long, wrong_length
tl::expected<E164, NumberErrorCode> resolve(const std::string& digits,
                                            std::optional<Region> region);

bool has_plan(Region region);

/// True when a number of few digits, dialled in the region, can only be a whole number: the plan
/// has assigned it, and it was dialled with the trunk prefix or the region has none.
std::optional<E164> whole_short_number(const std::string& digits, Region region);

enum class Notation { national, international };

std::string format(const E164& number, Notation notation);
NumberKind kind_of(const E164& number);

/// True when the region dials the number with its national notation.
bool is_of_region(const E164& number, Region region);

std::optional<E164> example_of(Region region);

/// The region whose example helps with this international number: the main one of its country code.
std::optional<Region> region_of_country_code(std::string_view digits);

}  // namespace sms::detail
