// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers as people write them, and as people read them. The first call of any function here loads
// the numbering plans of the world (a few milliseconds, a few megabytes); nothing else does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "sms/number_error.h"
#include "sms/phone_address.h"
#include "sms/region.h"

namespace sms {

/// Reads a number in whatever way people write it.
/// Shape:   spaces, dashes, dots, slashes and brackets anywhere; '+' or the region's international
///          prefix and a country code, or a national number of the region with or without its trunk
///          prefix; digits of any script, but of one; or a tel: or sms: URI of one recipient
/// Errors:  every NumberErrorCode but not_e164, not_a_short_code and not_a_sender_name; a number
///          that its plan has not assigned is none (plans grow faster than libraries): see
///          describe()
/// Source:  ITU-T E.164, E.123 §7; RFC 3966, RFC 5724 §2.2; plans by libphonenumber
/// Example: "(030) 901820", DE -> +4930901820; "+39 06 6982", no region -> +39066982
[[nodiscard]] tl::expected<E164, NumberError> parse_number(std::string_view text,
                                                           std::optional<Region> region = {});

/// Reads what somebody typed as the other end of a conversation: a number, a short code or a name.
/// Shape:   3 to 6 digits alone are a short code, unless they are a whole number of the region
///          (with its trunk prefix, or where there is none: Andorra has numbers of six digits);
///          what has letters is a name if it can be one and begins with a letter, or with a digit
///          and has less than three of them; all else as parse_number()
/// Errors:  as parse_number()
/// Example: "40404", US -> ShortCode; "INFO" -> SenderName; "312 345", AD -> +376312345
[[nodiscard]] tl::expected<PhoneAddress, NumberError> parse_phone_address(
    std::string_view text, std::optional<Region> region = {});

/// What a number is for, by its country's plan.
enum class NumberKind {
  mobile,
  fixed_line,
  fixed_line_or_mobile,  ///< a plan that does not tell them apart, as in the United States
  toll_free,
  premium_rate,
  shared_cost,
  voip,
  personal,
  pager,
  company,
  voicemail,
  unassigned,  ///< of a possible length, but the plan knows no such number
};

/// The value's own name, for logs and scripts: "fixed_line".
[[nodiscard]] std::string_view kind_name(NumberKind kind);

/// True for kinds that phones with texts have. It is a hint, not a rule: some fixed lines take
/// texts.
[[nodiscard]] bool is_mobile_capable(NumberKind kind);

/// A number as its country's plan sees it.
struct NumberDescription {
  NumberKind kind = NumberKind::unassigned;
  std::string national;
  std::string international;
};

/// Source:  ITU-T E.123 §7 (international and national notation)
/// Example: +4930901820 -> fixed_line, "030 901820", "+49 30 901820"
[[nodiscard]] NumberDescription describe(const E164& number);

/// How to show a number to a reader: national in the reader's region, else international.
/// Shape:   international at home, too, where the national spelling would be read as another number
///          (in Argentina some fixed lines look like mobile numbers), so that what is shown can be
///          typed again
/// Example: +4930901820, DE -> "030 901820"; +4930901820, FR -> "+49 30 901820"
[[nodiscard]] std::string display(const E164& number, std::optional<Region> reader = {});

/// A number of the region to show as an example, a mobile one where the plan has them.
/// Errors:  nullopt for a region without a plan
[[nodiscard]] std::optional<E164> example_number(Region region);

/// Whose numbers begin with a country code.
struct Country {
  std::string code;  ///< "+49"
  Region region;     ///< DE; of those that share a code, the one whose plan it is: US for +1
};

/// The country that a number's first digits are of.
/// Shape:   '+' and the country code, with any digits after it
/// Errors:  nullopt for what does not begin so, and for codes of no country (+800)
/// Source:  ITU-T E.164, list of assigned country codes; by libphonenumber
/// Example: "+1" -> +1, US; "+49301" -> +49, DE; "49" -> nullopt; "+0" -> nullopt
[[nodiscard]] std::optional<Country> country_of(std::string_view prefix);

}  // namespace sms
