// SPDX-License-Identifier: GPL-2.0-or-later
// Which characters may stand where in an sms: or tel: URI.
#pragma once

#include <string>
#include <string_view>

namespace sms::detail {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = to_lower(c);
  return result;
}

/// Source: RFC 3966 §3, visual-separator
constexpr bool is_visual_separator(char c) {
  return c == '-' || c == '.' || c == '(' || c == ')';
}

/// Source: RFC 3966 §3, phonedigit-hex less its separators
constexpr bool is_local_digit(char c) {
  return is_hex(c) || c == '*' || c == '#';
}

/// Source: RFC 3966 §3, unreserved
constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || std::string_view("-_.!~*'()").find(c) != std::string::npos;
}

/// Source: RFC 3966 §3, paramchar less pct-encoded
constexpr bool is_parameter_character(char c) {
  return is_unreserved(c) || std::string_view("[]/:&+$").find(c) != std::string::npos;
}

/// Source: RFC 3986 §3.4, query, less '&' and '=', which separate fields, less pct-encoded
constexpr bool is_field_character(char c) {
  return is_unreserved(c) || std::string_view("/?:@$+,;").find(c) != std::string::npos;
}

}  // namespace sms::detail
