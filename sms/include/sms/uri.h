// SPDX-License-Identifier: GPL-2.0-or-later
// sms: and tel: links.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace sms {

enum class UriErrorCode {
  not_a_phone_uri,      ///< neither sms: nor tel:
  no_number,            ///< a recipient without a digit
  bad_character,        ///< one that must be percent-encoded here, or cannot be here at all
  bad_percent,          ///< '%' without two hexadecimal digits
  invalid_utf8,         ///< what the percent-encoding stands for is no text
  nul,                  ///< %00
  bad_parameter,        ///< without a name, or an ext without digits
  duplicate,            ///< a parameter or field twice
  mandatory_parameter,  ///< an m-… one: whoever does not know it must not use the number
  bad_context,          ///< a phone-context that is neither '+' and digits nor a domain
  needless_context,     ///< a phone-context on a number that begins with '+'
  bad_field,            ///< behind '?', something that is not name=value
};

[[nodiscard]] std::string_view error_name(UriErrorCode code);

/// Errors:  `message` is one English sentence that names the character and its place
struct UriError {
  UriErrorCode code = UriErrorCode::not_a_phone_uri;
  std::size_t offset = 0;  ///< in bytes, from the start of the URI
  std::string message;
};

/// A name and a decoded value. Names are lower case, because they are compared so.
struct UriParameter {
  std::string name;
  std::optional<std::string> value;  ///< nullopt: there was no '='

  friend bool operator==(const UriParameter&, const UriParameter&) = default;
};

/// The telephone-subscriber of both schemes.
/// Source:  RFC 3966 §3
struct Subscriber {
  /// Without visual separators: '+' and digits, or a local number (digits, '*', '#', A to F).
  std::string number;
  /// Where a local number is valid: '+' and digits, or a domain in lower case. RFC 3966 wants it
  /// with every local number; links in the wild lack it, so its absence is no error.
  std::optional<std::string> context;
  std::optional<std::string> extension;
  std::optional<std::string> isdn_subaddress;
  std::vector<UriParameter> parameters;  ///< all others, by name

  [[nodiscard]] bool is_global() const { return number.starts_with('+'); }

  friend bool operator==(const Subscriber&, const Subscriber&) = default;
};

struct TelUri {
  Subscriber subscriber;

  friend bool operator==(const TelUri&, const TelUri&) = default;
};

struct SmsUri {
  std::vector<Subscriber> recipients;  ///< at least one, in their order
  std::optional<std::string> body;     ///< decoded
  std::vector<UriParameter> fields;    ///< all others, by name; receivers ignore them

  friend bool operator==(const SmsUri&, const SmsUri&) = default;
};

using PhoneUri = std::variant<TelUri, SmsUri>;

/// True when the text begins with sms: or tel:, in any case.
[[nodiscard]] bool is_phone_uri(std::string_view text);

/// Reads an sms: or tel: URI. Numbers are taken apart, not validated: parse_number() does that.
/// Errors:  see UriErrorCode; '+' in a body is a plus, not a space
/// Source:  RFC 5724 §2.2; RFC 3966 §3
/// Example: "sms:+15105550101?body=hello%20there" -> {+15105550101}, body "hello there"
[[nodiscard]] tl::expected<PhoneUri, UriError> parse_uri(std::string_view uri);

/// The canonical spelling: no visual separators, parameters in the order of RFC 3966 §3, everything
/// percent-encoded that has to be, and nothing else. parse_uri() reads back an equal value.
/// Source:  RFC 3966 §3, §4; RFC 5724 §2.2
[[nodiscard]] std::string format_uri(const PhoneUri& uri);

}  // namespace sms
