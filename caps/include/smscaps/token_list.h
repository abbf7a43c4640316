// SPDX-License-Identifier: GPL-2.0-or-later
// White-space-separated token lists, as in the caps ext attribute. No allocation but the result's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "smscaps/bundle_name.h"

namespace smscaps {

/// True for the four white space characters of XML. Source: XML 1.0 §2.3.
[[nodiscard]] constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The tokens of a list, in order, as views into it.
/// Source:  XEP-0115 version 1.3, XML schema (ext is of type xs:NMTOKENS)
/// Example: " a\tb " -> "a", "b"
class Tokens {
 public:
  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;

    constexpr Iterator() = default;
    constexpr explicit Iterator(std::string_view rest) : rest_(rest) { ++*this; }

    constexpr std::string_view operator*() const { return token_; }

    constexpr Iterator& operator++() {
      while (!rest_.empty() && is_xml_space(rest_.front()))
        rest_.remove_prefix(1);
      std::size_t length = 0;
      while (length < rest_.size() && !is_xml_space(rest_[length]))
        ++length;
      token_ = rest_.substr(0, length);
      rest_.remove_prefix(length);
      return *this;
    }
    constexpr Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }

    /// The end is where no token is left.
    friend constexpr bool operator==(const Iterator& it, std::default_sentinel_t) {
      return it.token_.empty();
    }

   private:
    std::string_view token_;
    std::string_view rest_;
  };

  constexpr explicit Tokens(std::string_view list) : list_(list) {}
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(list_); }
  [[nodiscard]] static constexpr std::default_sentinel_t end() { return {}; }

 private:
  std::string_view list_;
};

/// True when the list has exactly this token: "sms-v10" is not "sms-v1".
/// Shape:   `token` has no white space in it, as no token has
[[nodiscard]] constexpr bool has_token(std::string_view list, std::string_view token) {
  if (token.empty()) return false;
  // Searching first and looking at the ends after is several times faster than splitting the list,
  // and a presence is asked about each bundle.
  for (std::size_t at = list.find(token); at != std::string_view::npos;
       at = list.find(token, at + 1)) {
    const std::size_t end = at + token.size();
    if ((at == 0 || is_xml_space(list[at - 1])) &&
        (end == list.size() || is_xml_space(list[end]))) {
      return true;
    }
  }
  return false;
}

/// The list with some tokens present and others absent.
/// Shape:   tokens separated by one space, none before or after; those that stay keep their order,
///          those in `present` that were missing follow in the order given; a token in both sets is
///          absent; empty when no token is left
/// Example: "voice-v1 sms-v2", present {sms-v1}, absent {sms-v2} -> "voice-v1 sms-v1"
[[nodiscard]] inline std::string with_tokens(std::string_view list,
                                             std::span<const BundleName> present,
                                             std::span<const BundleName> absent) {
  const auto is_absent = [&](std::string_view token) {
    return std::ranges::any_of(absent, [&](BundleName name) { return name.text() == token; });
  };
  std::size_t most = list.size();
  for (BundleName name : present)
    most += 1 + name.text().size();
  std::string result;
  result.reserve(most);  // one allocation, or none: a lone bundle fits into the string itself
  const auto append = [&](std::string_view token) {
    if (!result.empty()) result += ' ';
    result += token;
  };
  for (std::string_view token : Tokens(list)) {
    if (!is_absent(token)) append(token);
  }
  for (BundleName name : present) {
    if (!is_absent(name.text()) && !has_token(result, name.text())) append(name.text());
  }
  return result;
}

}  // namespace smscaps
