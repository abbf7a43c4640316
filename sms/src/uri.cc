// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/uri.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "quote.h"
#include "sms/utf8.h"
#include "uri_characters.h"

namespace sms {
namespace {

using detail::is_digit;
using detail::is_hex;
using detail::lower;

constexpr std::size_t scheme_length = 4;  // of "sms:" and of "tel:"

template <class T>
using Parsed = tl::expected<T, UriError>;

/// Reads one URI from front to back. Each read_ function leaves off at what it does not take.
class Reader {
 public:
  explicit Reader(std::string_view uri) : uri_(uri), offset_(scheme_length) {}

  Parsed<TelUri> read_tel() {
    Parsed<Subscriber> subscriber = read_subscriber();
    if (!subscriber) return tl::unexpected(std::move(subscriber).error());
    if (!is_at_end()) return fail(unexpected_here());
    return TelUri{*std::move(subscriber)};
  }

  Parsed<SmsUri> read_sms() {
    SmsUri result;
    do {
      Parsed<Subscriber> recipient = read_subscriber();
      if (!recipient) return tl::unexpected(std::move(recipient).error());
      result.recipients.push_back(*std::move(recipient));
    } while (take(','));
    if (take('?')) {
      if (std::optional<UriError> error = read_fields(result)) return fail(*std::move(error));
    }
    if (!is_at_end()) return fail(unexpected_here());
    return result;
  }

 private:
  [[nodiscard]] bool is_at_end() const { return offset_ == uri_.size(); }
  [[nodiscard]] bool is_at(char c) const { return !is_at_end() && uri_[offset_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++offset_;
    return true;
  }

  template <class Predicate>
  std::string_view take_while(Predicate predicate) {
    const std::size_t start = offset_;
    while (!is_at_end() && predicate(uri_[offset_]))
      ++offset_;
    return uri_.substr(start, offset_ - start);
  }

  static tl::unexpected<UriError> fail(UriError error) { return tl::unexpected(std::move(error)); }

  [[nodiscard]] UriError unexpected_here() const {
    return {UriErrorCode::bad_character, offset_,
            fmt::format("{} at offset {} cannot stand there; percent-encode it or leave it out",
                        detail::quote(uri_.substr(offset_, 1)), offset_)};
  }

  Parsed<Subscriber> read_subscriber() {
    Subscriber result;
    const std::size_t start = offset_;
    if (take('+')) result.number = '+';
    const bool is_global = result.is_global();
    const auto is_part = [&](char c) {
      return detail::is_visual_separator(c) ||
             (is_global ? is_digit(c) : detail::is_local_digit(c));
    };
    bool has_digit = false;
    for (const char c : take_while(is_part)) {
      if (detail::is_visual_separator(c)) continue;
      has_digit = true;
      result.number += detail::to_upper(c);
    }
    if (!has_digit) {
      if (!is_at_end() && std::string_view(",;?").find(uri_[offset_]) == std::string::npos) {
        return fail(unexpected_here());
      }
      return fail({UriErrorCode::no_number, start, fmt::format("no number at offset {}", start)});
    }
    std::vector<Placed> parameters;
    while (take(';')) {
      const std::size_t place = offset_;
      Parsed<UriParameter> parameter = read_parameter();
      if (!parameter) return fail(std::move(parameter).error());
      parameters.push_back({*std::move(parameter), place});
    }
    if (std::optional<UriError> error = find_duplicate(parameters)) return fail(*std::move(error));
    for (Placed& placed : parameters) {
      if (std::optional<UriError> error = assign(result, placed)) return fail(*std::move(error));
    }
    return result;
  }

  struct Placed {
    UriParameter parameter;
    std::size_t offset;
  };

  Parsed<UriParameter> read_parameter() {
    const std::size_t start = offset_;
    const std::string_view name =
        take_while([](char c) { return detail::is_alpha(c) || is_digit(c) || c == '-'; });
    if (name.empty()) {
      if (!is_at_end() && uri_[offset_] != ';' && uri_[offset_] != '=') {
        return fail(unexpected_here());
      }
      return fail({UriErrorCode::bad_parameter, start,
                   fmt::format("';' at offset {} is not followed by a name", start - 1)});
    }
    UriParameter result{lower(name), std::nullopt};
    if (take('=')) {
      Parsed<std::string> value = read_value(detail::is_parameter_character);
      if (!value) return fail(std::move(value).error());
      if (value->empty()) {
        return fail({UriErrorCode::bad_parameter, start,
                     fmt::format("the parameter '{}' has no value", result.name)});
      }
      result.value = *std::move(value);
    }
    return result;
  }

  /// Characters that `is_plain` allows, and percent-encoded ones, decoded.
  template <class Predicate>
  Parsed<std::string> read_value(Predicate is_plain) {
    const std::size_t start = offset_;
    std::string value;
    for (;;) {
      value += take_while(is_plain);
      if (!is_at('%')) break;
      if (offset_ + 2 >= uri_.size() || !is_hex(uri_[offset_ + 1]) || !is_hex(uri_[offset_ + 2])) {
        return fail({UriErrorCode::bad_percent, offset_,
                     fmt::format("'%' at offset {} is not followed by two hexadecimal digits; a "
                                 "percent sign itself is %25",
                                 offset_)});
      }
      const unsigned octet = (hex_value(uri_[offset_ + 1]) << 4U) | hex_value(uri_[offset_ + 2]);
      if (octet == 0) {
        return fail({UriErrorCode::nul, offset_,
                     fmt::format("%00 at offset {} cannot be sent in a text", offset_)});
      }
      value += static_cast<char>(octet);
      offset_ += 3;
    }
    if (const std::optional<std::size_t> bad = first_invalid_utf8(value)) {
      return fail(
          {UriErrorCode::invalid_utf8, start,
           fmt::format("the value at offset {} is not UTF-8: its decoded byte {} is 0x{:02X}",
                       start, *bad, static_cast<unsigned char>(value[*bad]))});
    }
    return value;
  }

  static unsigned hex_value(char c) {
    if (is_digit(c)) return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>(detail::to_lower(c) - 'a') + 10;
  }

  /// Sorts by name, as the canonical order wants it.
  static std::optional<UriError> find_duplicate(std::vector<Placed>& parameters) {
    const auto name = [](const Placed& placed) -> const std::string& {
      return placed.parameter.name;
    };
    std::ranges::stable_sort(parameters, {}, name);
    const auto twice = std::ranges::adjacent_find(parameters, {}, name);
    if (twice == parameters.end()) return std::nullopt;
    const std::size_t place = std::next(twice)->offset;
    return UriError{UriErrorCode::duplicate, place,
                    fmt::format("'{}' at offset {} is there a second time", name(*twice), place)};
  }

  static std::optional<UriError> assign(Subscriber& subscriber, Placed& placed) {
    UriParameter& parameter = placed.parameter;
    const auto bad = [&](UriErrorCode code, std::string_view why) {
      return UriError{code, placed.offset,
                      fmt::format("'{}' at offset {} {}", parameter.name, placed.offset, why)};
    };
    if (parameter.name == "ext") {
      std::optional<std::string> digits = phone_digits(parameter.value.value_or(""));
      if (!digits) return bad(UriErrorCode::bad_parameter, "takes the digits of an extension");
      subscriber.extension = std::move(digits);
    } else if (parameter.name == "isub") {
      if (!parameter.value) return bad(UriErrorCode::bad_parameter, "has no value");
      subscriber.isdn_subaddress = std::move(parameter.value);
    } else if (parameter.name == "phone-context") {
      if (subscriber.is_global()) {
        return bad(UriErrorCode::needless_context, "contradicts a number that begins with '+'");
      }
      subscriber.context = read_context(parameter.value.value_or(""));
      if (!subscriber.context) {
        return bad(UriErrorCode::bad_context, "takes '+' and digits, or a domain");
      }
    } else if (parameter.name.starts_with("m-")) {  // Source: RFC 3966 §3
      return bad(UriErrorCode::mandatory_parameter,
                 "is mandatory and unknown, so the number must not be used without it");
    } else {
      subscriber.parameters.push_back(std::move(parameter));
    }
    return std::nullopt;
  }

  /// Digits less their visual separators; nullopt when anything else is there, or no digit.
  static std::optional<std::string> phone_digits(std::string_view text) {
    std::string digits;
    for (const char c : text) {
      if (is_digit(c)) {
        digits += c;
      } else if (!detail::is_visual_separator(c)) {
        return std::nullopt;
      }
    }
    if (digits.empty()) return std::nullopt;
    return digits;
  }

  /// Source: RFC 3966 §3, descriptor: a domainname or global-number-digits
  static std::optional<std::string> read_context(std::string_view value) {
    if (value.starts_with('+')) {
      const std::optional<std::string> digits = phone_digits(value.substr(1));
      if (!digits) return std::nullopt;
      return '+' + *digits;
    }
    std::string domain = lower(value);
    if (domain.ends_with('.')) domain.pop_back();
    char before = '.';
    for (const char c : domain) {
      const bool is_label_character = detail::is_alpha(c) || is_digit(c);
      if (!is_label_character && !(c == '-' && before != '.') &&
          !(c == '.' && before != '.' && before != '-')) {
        return std::nullopt;
      }
      before = c;
    }
    if (before == '.' || before == '-') return std::nullopt;  // the empty one as well
    const std::size_t last_dot = domain.rfind('.');
    const std::size_t top_label = last_dot == std::string::npos ? 0 : last_dot + 1;
    if (!detail::is_alpha(domain[top_label])) return std::nullopt;
    return domain;
  }

  std::optional<UriError> read_fields(SmsUri& uri) {
    std::vector<Placed> fields;
    do {
      const std::size_t start = offset_;
      Parsed<std::string> name = read_value(detail::is_field_character);
      if (!name) return std::move(name).error();
      if (name->empty() || !take('=')) {
        if (!is_at_end() && !is_at('&') && !is_at('=')) return unexpected_here();
        return UriError{UriErrorCode::bad_field, start,
                        fmt::format("the field at offset {} is not name=value", start)};
      }
      Parsed<std::string> value =
          read_value([](char c) { return detail::is_field_character(c) || c == '='; });
      if (!value) return std::move(value).error();
      fields.push_back({{lower(*name), *std::move(value)}, start});
    } while (take('&'));
    if (std::optional<UriError> error = find_duplicate(fields)) return error;
    for (Placed& field : fields) {
      if (field.parameter.name == "body") {
        uri.body = std::move(field.parameter.value);
      } else {
        uri.fields.push_back(std::move(field.parameter));
      }
    }
    return std::nullopt;
  }

  std::string_view uri_;
  std::size_t offset_;
};

}  // namespace

bool is_phone_uri(std::string_view text) {
  const std::string scheme = lower(text.substr(0, scheme_length));
  return scheme == "sms:" || scheme == "tel:";
}

Parsed<PhoneUri> parse_uri(std::string_view uri) {
  if (!is_phone_uri(uri)) {
    return tl::unexpected(UriError{
        UriErrorCode::not_a_phone_uri, 0,
        fmt::format("{} is neither an sms: nor a tel: URI, such as sms:+13075551212?body=hello",
                    detail::quote(uri))});
  }
  if (detail::to_lower(uri.front()) == 't') return Reader(uri).read_tel();
  return Reader(uri).read_sms();
}

}  // namespace sms
