// SPDX-License-Identifier: GPL-2.0-or-later
#include "name_case.h"

#include <algorithm>
#include <array>

#include "gsm7_tables.h"
#include "sms/utf8_decode.h"
#include "uri_characters.h"

namespace sms::detail {
namespace {

struct CasePair {
  char32_t upper;
  char32_t lower;
};

/// The upper-case letters of the GSM alphabet that are not ASCII.
/// Source: Unicode, simple case folding
constexpr auto pairs = std::to_array<CasePair>({
    {U'Å', U'å'}, {U'Æ', U'æ'}, {U'É', U'é'}, {U'Ç', U'ç'}, {U'Ä', U'ä'},
    {U'Ö', U'ö'}, {U'Ñ', U'ñ'}, {U'Ü', U'ü'}, {U'Ø', U'ø'}, {U'Δ', U'δ'},
    {U'Φ', U'φ'}, {U'Γ', U'γ'}, {U'Λ', U'λ'}, {U'Ω', U'ω'}, {U'Π', U'π'},
    {U'Ψ', U'ψ'}, {U'Σ', U'σ'}, {U'Θ', U'θ'}, {U'Ξ', U'ξ'},
});

template <class Map>
std::string map_characters(std::string_view text, Map map) {
  std::string result;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0) {  // left for the caller's own check to find
      result += text.substr(offset);
      break;
    }
    append_utf8(result, map(character));
    offset += length;
  }
  return result;
}

}  // namespace

std::string fold_name(std::string_view name) {
  return map_characters(name, [](char32_t c) -> char32_t {
    if (c < 0x80) return static_cast<unsigned char>(to_lower(static_cast<char>(c)));
    const auto* const found = std::ranges::find(pairs, c, &CasePair::upper);
    return found == pairs.end() ? c : found->lower;
  });
}

std::string unfold_name(std::string_view folded) {
  return map_characters(folded, [](char32_t c) -> char32_t {
    if (septets_of(c) != 0) return c;
    const auto* const found = std::ranges::find(pairs, c, &CasePair::lower);
    return found == pairs.end() ? c : found->upper;
  });
}

}  // namespace sms::detail
