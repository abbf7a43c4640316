// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/number.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "number_spelling.h"
#include "numbering_plans.h"
#include "quote.h"
#include "sms/uri.h"
#include "uri_characters.h"

namespace sms {
namespace {

using detail::quote;
using detail::SpelledNumber;

constexpr std::string_view example_without_region = "+1 307 555 1212";

std::string example_for(std::optional<Region> region) {
  const std::optional<std::string> example =
      region ? detail::plans().example_text(*region) : std::nullopt;
  return fmt::format("for example {}", example ? *example : example_without_region);
}

/// What people read is "too short"; what they need is which country's rule says so.
std::string explain(NumberErrorCode code, std::optional<Region> region) {
  const std::string in_region = region ? fmt::format(" in {}", region->code()) : std::string();
  switch (code) {
    case NumberErrorCode::unknown_country_code:
      return "has a country code that does not exist";
    case NumberErrorCode::missing_area_code:
      return fmt::format("lacks its area code{}", in_region);
    case NumberErrorCode::too_short:
      return fmt::format("is too short for a number{}", in_region);
    case NumberErrorCode::too_long:
      return fmt::format("is too long for a number{}", in_region);
    default:
      return fmt::format("has a number of digits that no number{} has", in_region);
  }
}

NumberError with_example(NumberError error, std::optional<Region> region) {
  error.message += fmt::format("; {}", example_for(region));
  return error;
}

tl::unexpected<NumberError> fail(NumberErrorCode code, std::string message) {
  return tl::unexpected(NumberError{code, std::move(message)});
}

std::optional<NumberError> refuse_region(std::optional<Region> region) {
  if (!region || detail::plans().has_plan(*region)) return std::nullopt;
  return NumberError{
      NumberErrorCode::unknown_region,
      fmt::format("'{}' is no region with phone numbers; give two letters such as US or DE",
                  region->code())};
}

tl::expected<E164, NumberError> resolve(const SpelledNumber& number, std::string_view as_written,
                                        std::optional<Region> region) {
  if (std::optional<NumberError> error = refuse_region(region)) {
    return tl::unexpected(*std::move(error));
  }
  if (!number.is_international() && !region) {
    return fail(NumberErrorCode::missing_country_code,
                fmt::format("{} has no country code; write it with '+' and the code, for example "
                            "{}, or give a region",
                            quote(as_written), example_without_region));
  }
  const tl::expected<E164, detail::Refusal> resolved = detail::plans().resolve(number.text, region);
  if (resolved) return *resolved;
  const auto [code, whose] = resolved.error();
  if (code == NumberErrorCode::no_numbering_plans) {
    return fail(code,
                fmt::format("{} cannot be read, because the numbering plans are not there ({}); "
                            "install xmpp-sms again and restart this program",
                            quote(as_written), detail::plans_problem()));
  }
  return fail(code, fmt::format("{} {}; {}", quote(as_written), explain(code, whose),
                                example_for(whose ? whose : region)));
}

/// A number with what was written for it, for messages.
struct Written {
  SpelledNumber number;
  std::string_view text;
};

/// The number of a URI. A local number's context is put in front of it, which is right for contexts
/// such as +49 and +1; where it is not, the result is too long for its plan.
/// Source: RFC 3966 §5.1.5
tl::expected<Written, NumberError> read_uri(std::string_view text) {
  const tl::expected<PhoneUri, UriError> uri = parse_uri(text);
  if (!uri) return fail(NumberErrorCode::malformed_uri, uri.error().message);
  const Subscriber* subscriber = nullptr;
  if (const auto* sms_uri = std::get_if<SmsUri>(&*uri)) {
    if (sms_uri->recipients.size() > 1) {
      return fail(NumberErrorCode::several_recipients,
                  fmt::format("{} names {} recipients; take them one by one", quote(text),
                              sms_uri->recipients.size()));
    }
    subscriber = &sms_uri->recipients.front();
  } else {
    subscriber = &std::get<TelUri>(*uri).subscriber;
  }
  if (subscriber->extension) {
    return fail(
        NumberErrorCode::extension,
        fmt::format("{} has an extension, and a text cannot go to one; leave it out", quote(text)));
  }
  std::string spelling = subscriber->number;
  if (subscriber->context) {
    if (!subscriber->context->starts_with('+')) {
      return fail(NumberErrorCode::local_context,
                  fmt::format("{} is a number that only {} knows", quote(text),
                              quote(*subscriber->context)));
    }
    spelling.insert(0, *subscriber->context);
  }
  tl::expected<SpelledNumber, NumberError> number = detail::read_spelling(spelling);
  if (!number) return tl::unexpected(std::move(number).error());
  return Written{*std::move(number), text};
}

tl::expected<Written, NumberError> read(std::string_view text) {
  text = detail::trim(text);
  if (is_phone_uri(text)) return read_uri(text);
  tl::expected<SpelledNumber, NumberError> number = detail::read_spelling(text);
  if (!number) return tl::unexpected(std::move(number).error());
  return Written{*std::move(number), text};
}

/// An example helps whoever wrote a number wrongly, not whoever pasted something else.
bool helps_with(NumberErrorCode code) {
  return code == NumberErrorCode::empty || code == NumberErrorCode::letters ||
         code == NumberErrorCode::too_long || code == NumberErrorCode::unexpected_character ||
         code == NumberErrorCode::mixed_digits || code == NumberErrorCode::extension;
}

NumberError explained(NumberError error, std::optional<Region> region) {
  if (!helps_with(error.code)) return error;
  return with_example(std::move(error), region);
}

/// "0800 CALL ME" is a number with letters, "INFO" and "3Mobile" are names.
bool looks_like_a_name(std::string_view text) {
  if (text.empty()) return false;
  std::size_t digits = 0;
  for (const char c : text)
    digits += detail::is_digit(c) ? 1 : 0;
  const bool begins_with_letter =
      detail::is_alpha(text.front()) || static_cast<unsigned char>(text.front()) >= 0x80;
  return begins_with_letter || (detail::is_digit(text.front()) && digits < 3);
}

}  // namespace

tl::expected<E164, NumberError> parse_number(std::string_view text, std::optional<Region> region) {
  tl::expected<Written, NumberError> written = read(text);
  if (!written) return tl::unexpected(explained(std::move(written).error(), region));
  return resolve(written->number, written->text, region);
}

tl::expected<PhoneAddress, NumberError> parse_phone_address(std::string_view text,
                                                            std::optional<Region> region) {
  const tl::expected<Written, NumberError> written = read(text);
  if (!written) {
    const std::string_view trimmed = detail::trim(text);
    if (looks_like_a_name(trimmed) && !is_phone_uri(trimmed)) {
      if (tl::expected<SenderName, NumberError> name = SenderName::parse(trimmed)) {
        return *std::move(name);
      }
    }
    return tl::unexpected(explained(written.error(), region));
  }
  if (const tl::expected<ShortCode, NumberError> code = ShortCode::parse(written->number.text)) {
    if (!region) return *code;
    if (std::optional<NumberError> error = refuse_region(region)) {
      return tl::unexpected(*std::move(error));
    }
    if (const auto whole = detail::plans().whole_short_number(written->number.text, *region))
      return *whole;
    return *code;
  }
  return resolve(written->number, written->text, region).map([](const E164& number) {
    return PhoneAddress(number);
  });
}

bool is_mobile_capable(NumberKind kind) {
  return kind == NumberKind::mobile || kind == NumberKind::fixed_line_or_mobile ||
         kind == NumberKind::voip || kind == NumberKind::personal || kind == NumberKind::pager;
}

NumberDescription describe(const E164& number) {
  return detail::plans().describe(number);
}

std::string display(const E164& number, std::optional<Region> reader) {
  if (reader) {
    std::optional<std::string> national = detail::plans().national_in(number, *reader);
    if (national && parse_number(*national, reader) == number) return *std::move(national);
  }
  return detail::plans().international(number);
}

std::optional<E164> example_number(Region region) {
  return detail::plans().example_of(region);
}

std::optional<Country> country_of(std::string_view prefix) {
  if (!prefix.starts_with('+')) return {};
  const auto end = std::find_if_not(prefix.begin() + 1, prefix.end(), detail::is_digit);
  return detail::plans().country_of({prefix.begin(), end});
}

}  // namespace sms
