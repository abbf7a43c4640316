// SPDX-License-Identifier: GPL-2.0-or-later
// The country whose way of writing numbers applies.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sms {

/// A country by its two letters. Whether it has a numbering plan is found out when it is used.
/// Source:  ISO 3166-1 alpha-2
/// Example: "de" -> DE; "D" -> nullopt; "DEU" -> nullopt
class Region {
 public:
  [[nodiscard]] static constexpr std::optional<Region> parse(std::string_view code) {
    if (code.size() != 2) return std::nullopt;
    Region region;
    for (std::size_t i = 0; i < 2; ++i) {
      const char c = code[i];
      const bool is_lower = c >= 'a' && c <= 'z';
      if (!is_lower && (c < 'A' || c > 'Z')) return std::nullopt;
      region.code_[i] = is_lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return region;
  }

  [[nodiscard]] constexpr std::string_view code() const { return {code_.data(), code_.size()}; }

  friend constexpr bool operator==(Region, Region) = default;

 private:
  constexpr Region() = default;

  std::array<char, 2> code_{};
};

}  // namespace sms
