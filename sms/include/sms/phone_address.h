// SPDX-License-Identifier: GPL-2.0-or-later
// Who a text goes to or comes from: a number, a short code or a name, each a type of its own.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include <tl/expected.hpp>

#include "sms/number_error.h"

namespace sms {

/// An international number in its one spelling: '+' and 7 to 15 digits. Copied like an integer.
/// Source:  ITU-T E.164 §6 (at most 15 digits, the country code first, none begins with 0)
class E164 {
 public:
  /// Takes the canonical spelling only, as it stands in a store or comes from a carrier. What
  /// people write is for parse_number().
  /// Errors:  not_e164
  /// Example: "+13075551212" -> itself; "13075551212" and "+1 307 555 1212" -> not_e164
  [[nodiscard]] static tl::expected<E164, NumberError> parse(std::string_view text);

  /// With the '+'.
  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }
  /// Without it.
  [[nodiscard]] std::string_view digits() const { return text().substr(1); }

  friend bool operator==(const E164&, const E164&) = default;
  friend std::strong_ordering operator<=>(const E164& a, const E164& b) {
    return a.text() <=> b.text();
  }

 private:
  E164() = default;

  std::array<char, 16> text_{};
  std::uint8_t size_ = 0;
};

/// A short code, such as 40404: 3 to 6 digits, literally. It means something only in the network of
/// its sender, so it is never completed, and never matched with the end of a number.
class ShortCode {
 public:
  /// Errors:  not_a_short_code
  [[nodiscard]] static tl::expected<ShortCode, NumberError> parse(std::string_view text);

  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }

  friend bool operator==(const ShortCode&, const ShortCode&) = default;
  friend std::strong_ordering operator<=>(const ShortCode& a, const ShortCode& b) {
    return a.text() <=> b.text();
  }

 private:
  ShortCode() = default;

  std::array<char, 6> text_{};
  std::uint8_t size_ = 0;
};

/// The name that a business sends under, such as INFO, literally. It cannot be answered.
/// Shape:   1 to 11 septets of the GSM alphabet, at least one letter among them; no control
///          character, no '+' in front, no space at either end
/// Source:  3GPP TS 23.040 §9.1.2.5 (at most 10 octets of alphanumeric address: 11 septets)
class SenderName {
 public:
  /// Errors:  not_a_sender_name, invalid_utf8
  [[nodiscard]] static tl::expected<SenderName, NumberError> parse(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }

  friend bool operator==(const SenderName&, const SenderName&) = default;
  friend std::strong_ordering operator<=>(const SenderName& a, const SenderName& b) {
    return a.text() <=> b.text();
  }

 private:
  explicit SenderName(std::string_view text) : text_(text) {}

  std::string text_;
};

using PhoneAddress = std::variant<E164, ShortCode, SenderName>;

/// "+13075551212", "40404" or "INFO".
[[nodiscard]] std::string_view text_of(const PhoneAddress& address);

}  // namespace sms

template <>
struct std::hash<sms::E164> {
  std::size_t operator()(const sms::E164& number) const noexcept {
    return std::hash<std::string_view>()(number.text());
  }
};
