// SPDX-License-Identifier: GPL-2.0-or-later
// The numbering plans by libphonenumber: a module of its own, which only a first number loads.
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include "numbering_plans.h"

namespace sms::detail {
namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t most_digits = 15;

/// Region of numbers that begin with '+'. Source: libphonenumber, RegionCode::ZZ
const std::string no_region = "ZZ";  // NOLINT(cert-err58-cpp): short enough never to allocate

const PhoneNumberUtil& library() {
  // Loaded by whoever comes first; the library's own log would go to our host's standard output.
  static PhoneNumberUtil* const loaded = [] {
    PhoneNumberUtil* const util = PhoneNumberUtil::GetInstance();
    util->SetLogger(new NullLogger);  // NOLINT(cppcoreguidelines-owning-memory): it takes ownership
    return util;
  }();
  return *loaded;
}

std::string region_code(std::optional<Region> region) {
  return region ? std::string(region->code()) : no_region;
}

/// The prefix of calls within the country, which is no part of a number.
std::string trunk_prefix_of(const std::string& region) {
  std::string prefix;
  library().GetNddPrefixForRegion(region, /*strip_non_digits=*/true, &prefix);
  return prefix;
}

/// True when a digit is missing and the library took the trunk prefix in its place: 078 123 45 6 in
/// Switzerland is not the number 078123456 of a plan that has no number beginning with 0.
bool has_kept_trunk_prefix(const PhoneNumber& number) {
  if (!number.italian_leading_zero()) return false;
  std::string region;
  library().GetRegionCodeForCountryCode(number.country_code(), &region);
  return trunk_prefix_of(region) == "0" && !library().IsValidNumber(number);
}

tl::expected<E164, NumberErrorCode> canonical(const PhoneNumber& number) {
  std::string text;
  library().GetNationalSignificantNumber(number, &text);
  text.insert(0, "+" + std::to_string(number.country_code()));
  if (text.size() > most_digits + 1) return tl::unexpected(NumberErrorCode::too_long);
  tl::expected<E164, NumberError> result = E164::parse(text);
  if (!result) return tl::unexpected(NumberErrorCode::too_short);
  return *result;
}

/// A number that was canonical once is parsed by any version of the library; if a plan should ever
/// lose its country code, the number is shown as it is.
std::optional<PhoneNumber> reparse(const E164& number) {
  PhoneNumber parsed;
  if (library().Parse(std::string(number.text()), no_region, &parsed) !=
      PhoneNumberUtil::NO_PARSING_ERROR) {
    return std::nullopt;
  }
  return parsed;
}

std::string formatted(const PhoneNumber& number, PhoneNumberUtil::PhoneNumberFormat format) {
  std::string text;
  library().Format(number, format, &text);
  return text;
}

std::optional<PhoneNumber> example_in(const std::string& region) {
  PhoneNumber example;
  if (!library().GetExampleNumberForType(region, PhoneNumberUtil::MOBILE, &example) &&
      !library().GetExampleNumber(region, &example)) {
    return std::nullopt;
  }
  return example;
}

/// The region to name for a country code: the one that was dialled in if it has this code, else the
/// code's main one.
std::optional<Region> region_of(int country_code, std::optional<Region> dialled_in) {
  if (dialled_in && library().GetCountryCodeForRegion(region_code(dialled_in)) == country_code) {
    return dialled_in;
  }
  std::string code;
  library().GetRegionCodeForCountryCode(country_code, &code);
  if (code == no_region) return std::nullopt;
  return Region::parse(code);  // nullopt for "001", which stands for codes of no country
}

/// The country whose code comes after the '+'. No country code begins another one, nor with 0.
std::optional<Country> country_of_digits(const std::string& digits,
                                         std::optional<Region> dialled_in) {
  constexpr std::size_t longest_country_code = 3;
  int country_code = 0;
  for (const char c : digits.substr(1, longest_country_code)) {
    country_code = country_code * 10 + (c - '0');
    if (country_code == 0) break;
    if (const std::optional<Region> found = region_of(country_code, dialled_in)) {
      return Country{"+" + std::to_string(country_code), *found};
    }
  }
  return std::nullopt;
}

/// As region_of(), for digits that were not taken apart.
std::optional<Region> region_of_digits(const std::string& digits, std::optional<Region> region) {
  if (!digits.starts_with('+')) return region;
  const std::optional<Country> country = country_of_digits(digits, region);
  return country ? std::optional(country->region) : std::nullopt;
}

NumberErrorCode code_of(PhoneNumberUtil::ErrorType error) {
  switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return NumberErrorCode::unknown_country_code;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return NumberErrorCode::too_long;
    case PhoneNumberUtil::NO_PARSING_ERROR:
    case PhoneNumberUtil::NOT_A_NUMBER:  // of digits alone: less than two
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      break;
  }
  return NumberErrorCode::too_short;
}

NumberKind kind_of(const PhoneNumber& number) {
  switch (library().GetNumberType(number)) {
    case PhoneNumberUtil::MOBILE:
      return NumberKind::mobile;
    case PhoneNumberUtil::FIXED_LINE:
      return NumberKind::fixed_line;
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
      return NumberKind::fixed_line_or_mobile;
    case PhoneNumberUtil::TOLL_FREE:
      return NumberKind::toll_free;
    case PhoneNumberUtil::PREMIUM_RATE:
      return NumberKind::premium_rate;
    case PhoneNumberUtil::SHARED_COST:
      return NumberKind::shared_cost;
    case PhoneNumberUtil::VOIP:
      return NumberKind::voip;
    case PhoneNumberUtil::PERSONAL_NUMBER:
      return NumberKind::personal;
    case PhoneNumberUtil::PAGER:
      return NumberKind::pager;
    case PhoneNumberUtil::UAN:
      return NumberKind::company;
    case PhoneNumberUtil::VOICEMAIL:
      return NumberKind::voicemail;
    case PhoneNumberUtil::UNKNOWN:
      break;
  }
  return NumberKind::unassigned;
}

tl::expected<E164, NumberErrorCode> if_possible(const PhoneNumber& number) {
  switch (library().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE:
      if (has_kept_trunk_prefix(number)) return tl::unexpected(NumberErrorCode::too_short);
      return canonical(number);
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return tl::unexpected(NumberErrorCode::missing_area_code);
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return tl::unexpected(NumberErrorCode::unknown_country_code);
    case PhoneNumberUtil::TOO_SHORT:
      return tl::unexpected(NumberErrorCode::too_short);
    case PhoneNumberUtil::TOO_LONG:
      return tl::unexpected(NumberErrorCode::too_long);
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
  }
  return tl::unexpected(NumberErrorCode::wrong_length);
}

tl::expected<E164, Refusal> resolve(const std::string& digits, std::optional<Region> region) {
  PhoneNumber number;
  const PhoneNumberUtil::ErrorType error = library().Parse(digits, region_code(region), &number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) {
    return tl::unexpected(Refusal{code_of(error), region_of_digits(digits, region)});
  }
  const tl::expected<E164, NumberErrorCode> result = if_possible(number);
  if (!result) {
    return tl::unexpected(Refusal{result.error(), region_of(number.country_code(), region)});
  }
  return *result;
}

bool has_plan(Region region) {
  return library().GetCountryCodeForRegion(region_code(region)) != 0;
}

std::optional<E164> whole_short_number(const std::string& digits, Region region) {
  PhoneNumber number;
  const std::string code = region_code(region);
  if (library().Parse(digits, code, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !library().IsValidNumber(number) || !digits.starts_with(trunk_prefix_of(code))) {
    return std::nullopt;
  }
  const tl::expected<E164, NumberErrorCode> whole = canonical(number);
  if (!whole) return std::nullopt;
  return *whole;
}

NumberDescription describe(const E164& number) {
  const std::optional<PhoneNumber> parsed = reparse(number);
  if (!parsed) {
    return {NumberKind::unassigned, std::string(number.text()), std::string(number.text())};
  }
  return {kind_of(*parsed), formatted(*parsed, PhoneNumberUtil::NATIONAL),
          formatted(*parsed, PhoneNumberUtil::INTERNATIONAL)};
}

std::string international(const E164& number) {
  const std::optional<PhoneNumber> parsed = reparse(number);
  return parsed ? formatted(*parsed, PhoneNumberUtil::INTERNATIONAL) : std::string(number.text());
}

std::optional<std::string> national_in(const E164& number, Region region) {
  const std::optional<PhoneNumber> parsed = reparse(number);
  if (!parsed || parsed->country_code() != library().GetCountryCodeForRegion(region_code(region))) {
    return std::nullopt;
  }
  return formatted(*parsed, PhoneNumberUtil::NATIONAL);
}

std::optional<E164> example_of(Region region) {
  const std::optional<PhoneNumber> example = example_in(region_code(region));
  if (!example) return std::nullopt;
  const tl::expected<E164, NumberErrorCode> number = canonical(*example);
  if (!number) return std::nullopt;
  return *number;
}

std::optional<std::string> example_text(Region region) {
  const std::optional<PhoneNumber> example = example_in(region_code(region));
  if (!example) return std::nullopt;
  return formatted(*example, PhoneNumberUtil::NATIONAL) + " or " +
         formatted(*example, PhoneNumberUtil::INTERNATIONAL);
}

std::optional<Country> country_of(const std::string& digits) {
  return country_of_digits(digits, std::nullopt);
}

}  // namespace
}  // namespace sms::detail

const sms::detail::NumberingPlans SMS_NUMBERING_PLANS_SYMBOL = {
    .resolve = sms::detail::resolve,
    .has_plan = sms::detail::has_plan,
    .whole_short_number = sms::detail::whole_short_number,
    .describe = sms::detail::describe,
    .international = sms::detail::international,
    .national_in = sms::detail::national_in,
    .example_of = sms::detail::example_of,
    .example_text = sms::detail::example_text,
    .country_of = sms::detail::country_of,
};
