// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/phone_address.h"

#include <algorithm>

#include <fmt/format.h>

#include "gsm7_tables.h"
#include "number_spelling.h"
#include "quote.h"
#include "sms/character.h"
#include "sms/utf8_decode.h"
#include "uri_characters.h"

namespace sms {
namespace {

constexpr std::size_t shortest_number = 7;
constexpr std::size_t longest_number = 15;
constexpr std::size_t shortest_code = 3;
constexpr std::size_t longest_code = 6;
constexpr std::size_t longest_name_septets = 11;

bool is_letter_of_the_alphabet(char32_t c) {
  if (c < 0x80) return detail::is_alpha(static_cast<char>(c));
  return c >= 0xC0 && c != U'€';  // what the tables have above U+00BF: accented letters and Greek
}

tl::unexpected<NumberError> not_a_name(std::string_view text, std::string_view why) {
  return tl::unexpected(
      NumberError{NumberErrorCode::not_a_sender_name,
                  fmt::format("{} is not a sender's name: {}", detail::quote(text), why)});
}

}  // namespace

tl::expected<E164, NumberError> E164::parse(std::string_view text) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : std::string_view();
  if (digits.size() < shortest_number || digits.size() > longest_number || digits.front() == '0' ||
      !std::ranges::all_of(digits, detail::is_digit)) {
    return tl::unexpected(NumberError{
        NumberErrorCode::not_e164,
        fmt::format("{} is not an E.164 number: '+' and {} to {} digits, such as +13075551212",
                    detail::quote(text), shortest_number, longest_number)});
  }
  E164 number;
  std::ranges::copy(text, number.text_.begin());
  number.size_ = static_cast<std::uint8_t>(text.size());
  return number;
}

tl::expected<ShortCode, NumberError> ShortCode::parse(std::string_view text) {
  if (text.size() < shortest_code || text.size() > longest_code ||
      !std::ranges::all_of(text, detail::is_digit)) {
    return tl::unexpected(
        NumberError{NumberErrorCode::not_a_short_code,
                    fmt::format("{} is not a short code: {} to {} digits, such as 40404",
                                detail::quote(text), shortest_code, longest_code)});
  }
  ShortCode code;
  std::ranges::copy(text, code.text_.begin());
  code.size_ = static_cast<std::uint8_t>(text.size());
  return code;
}

tl::expected<SenderName, NumberError> SenderName::parse(std::string_view text) {
  std::size_t septets = 0;
  bool has_letter = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0) {
      return tl::unexpected(NumberError{
          NumberErrorCode::invalid_utf8,
          fmt::format("{} is not UTF-8: {}", detail::quote(text), detail::bad_utf8(text, offset))});
    }
    const unsigned cost = detail::septets_of(character);
    if (cost == 0 || is_control(character)) {
      return not_a_name(text, fmt::format("U+{:04X} is not in the GSM alphabet",
                                          static_cast<unsigned>(character)));
    }
    septets += cost;
    if (septets > longest_name_septets) return not_a_name(text, "it has more than 11 characters");
    has_letter = has_letter || is_letter_of_the_alphabet(character);
    offset += length;
  }
  if (!has_letter) return not_a_name(text, "it has no letter");
  if (text.front() == '+') return not_a_name(text, "it begins with '+', as a number does");
  if (text.front() == ' ' || text.back() == ' ') {
    return not_a_name(text, "it begins or ends with a space");
  }
  return SenderName(text);
}

std::string_view text_of(const PhoneAddress& address) {
  return std::visit([](const auto& one) { return one.text(); }, address);
}

}  // namespace sms
