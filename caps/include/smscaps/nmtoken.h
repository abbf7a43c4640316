// SPDX-License-Identifier: GPL-2.0-or-later
// XML's name tokens, the items of the caps ext attribute.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace smscaps {
namespace detail {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

/// Source: XML 1.0 (fifth edition) §2.3, productions NameStartChar and NameChar.
inline constexpr CodePointRange name_characters[] = {
    {'-', '.'},       {'0', ':'},       {'A', 'Z'},         {'_', '_'},       {'a', 'z'},
    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x37D},    {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F},   {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

constexpr bool is_name_character(char32_t character) {
  return std::ranges::any_of(name_characters, [character](CodePointRange range) {
    return character >= range.first && character <= range.last;
  });
}

/// Takes one character off the front of UTF-8 text.
/// Errors:  0, which is no name character, for what is not well-formed (RFC 3629 §4)
constexpr char32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};  // by size; less is overlong
  if ((lead >= 0x80 && lead < 0xC0) || lead >= 0xF8 || text.size() < size) return 0;
  char32_t character = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return 0;
    character = (character << 6U) | (next & 0x3FU);
  }
  text.remove_prefix(size);
  return character < smallest[size] ? 0 : character;
}

}  // namespace detail

/// True for an XML Nmtoken in UTF-8: not empty; letters, digits and the marks that names may have.
/// Source:  XML 1.0 (fifth edition) §2.3, production Nmtoken
/// Example: "sms-v1" -> true; "a b" -> false
[[nodiscard]] constexpr bool is_nmtoken(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    if (!detail::is_name_character(detail::take_character(text))) return false;
  }
  return true;
}

}  // namespace smscaps
