// SPDX-License-Identifier: GPL-2.0-or-later
// Signs that the GSM alphabet lacks, and how they are spelled with it.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace sms::detail {

struct Sign {
  char32_t character;
  std::string_view spelling;
};

/// Ordered by character. Not here, because a reader would lose meaning: fractions (1½ is not 11/2)
/// and raised digits (10² is not 102).
inline constexpr auto signs = std::to_array<Sign>({
    {0x0009, " "},                                                       // tab
    {0x000B, "\n"},                                                      // vertical tab
    {0x0060, "'"},                                                       // grave accent as a quote
    {0x0085, "\n"},                                                      // next line
    {0x00A0, " "},                                                       // no-break space
    {0x00A2, "c"},                                                       // cent
    {0x00A6, "|"},                                                       // broken bar
    {0x00A9, "(c)"},  {0x00AA, "a"},                                     // feminine ordinal
    {0x00AB, "\""},                                                      // left guillemet
    {0x00AD, ""},                                                        // soft hyphen
    {0x00AE, "(R)"},  {0x00B0, "deg"},                                   // degree
    {0x00B1, "+/-"},  {0x00B4, "'"},                                     // acute accent as a quote
    {0x00B5, "u"},                                                       // micro
    {0x00B7, "."},                                                       // middle dot
    {0x00BA, "o"},                                                       // masculine ordinal
    {0x00BB, "\""},                                                      // right guillemet
    {0x00D7, "x"},                                                       // multiplication
    {0x00DE, "Th"},                                                      // Þ
    {0x00F7, "/"},                                                       // division
    {0x00FE, "th"},                                                      // þ
    {0x0132, "IJ"},   {0x0133, "ij"},  {0x013F, "L."},                   // L with middle dot
    {0x0140, "l."},   {0x0149, "'n"},  {0x014A, "Ng"},                   // Ŋ
    {0x014B, "ng"},                                                      // ŋ
    {0x0152, "OE"},   {0x0153, "oe"},  {0x02B9, "'"},                    // modifier prime
    {0x02BB, "'"},                                                       // ʻokina
    {0x02BC, "'"},                                                       // modifier apostrophe
    {0x02C6, "^"},                                                       // modifier circumflex
    {0x02DC, "~"},                                                       // small tilde
    {0x1E9E, "SS"},                                                      // capital sharp s
    {0x2000, " "},                                                       // en quad
    {0x2001, " "},                                                       // em quad
    {0x2002, " "},                                                       // en space
    {0x2003, " "},                                                       // em space
    {0x2004, " "},                                                       // three-per-em space
    {0x2005, " "},                                                       // four-per-em space
    {0x2006, " "},                                                       // six-per-em space
    {0x2007, " "},                                                       // figure space
    {0x2008, " "},                                                       // punctuation space
    {0x2009, " "},                                                       // thin space
    {0x200A, " "},                                                       // hair space
    {0x200B, ""},                                                        // zero-width space
    {0x2010, "-"},                                                       // hyphen
    {0x2011, "-"},                                                       // no-break hyphen
    {0x2012, "-"},                                                       // figure dash
    {0x2013, "-"},                                                       // en dash
    {0x2014, "-"},                                                       // em dash
    {0x2015, "-"},                                                       // horizontal bar
    {0x2018, "'"},                                                       // single quotes
    {0x2019, "'"},    {0x201A, "'"},   {0x201B, "'"},   {0x201C, "\""},  // double quotes
    {0x201D, "\""},   {0x201E, "\""},  {0x201F, "\""},  {0x2022, "*"},   // bullets
    {0x2023, "*"},    {0x2024, "."},                                     // one dot leader
    {0x2025, ".."},                                                      // two dot leader
    {0x2026, "..."},                                                     // ellipsis
    {0x2028, "\n"},                                                      // line separator
    {0x2029, "\n"},                                                      // paragraph separator
    {0x202F, " "},                                                       // narrow no-break space
    {0x2032, "'"},                                                       // prime
    {0x2033, "\""},                                                      // double prime
    {0x2039, "'"},                                                       // single guillemets
    {0x203A, "'"},    {0x203C, "!!"},  {0x2044, "/"},                    // fraction slash
    {0x2047, "??"},   {0x2048, "?!"},  {0x2049, "!?"},  {0x205F, " "},  // medium mathematical space
    {0x2060, ""},                                                       // word joiner
    {0x20A4, "£"},                                                      // lira, drawn as the pound
    {0x2116, "No."},                                                    // numero
    {0x2122, "(TM)"}, {0x2126, "Ω"},                                    // ohm
    {0x212A, "K"},                                                      // kelvin
    {0x212B, "Å"},                                                      // angstrom
    {0x2190, "<-"},                                                     // arrows
    {0x2192, "->"},   {0x21D0, "<="},  {0x21D2, "=>"},  {0x2206, "Δ"},  // increment
    {0x220F, "Π"},                                                      // product
    {0x2211, "Σ"},                                                      // sum
    {0x2212, "-"},                                                      // minus
    {0x2215, "/"},                                                      // division slash
    {0x2217, "*"},                                                      // asterisk operator
    {0x223C, "~"},                                                      // tilde operator
    {0x2260, "!="},                                                     // not equal
    {0x2264, "<="},   {0x2265, ">="},  {0x25AA, "*"},                   // square bullet
    {0x25CF, "*"},                                                      // black circle
    {0x25E6, "*"},                                                      // white bullet
    {0x3000, " "},                                                      // ideographic space
    {0xFB00, "ff"},                                                     // ligatures
    {0xFB01, "fi"},   {0xFB02, "fl"},  {0xFB03, "ffi"}, {0xFB04, "ffl"},
    {0xFB05, "st"},   {0xFB06, "st"},  {0xFE58, "-"},  // small em dash
    {0xFE63, "-"},                                     // small hyphen
    {0xFEFF, ""},                                      // byte order mark
});

static_assert(std::ranges::is_sorted(signs, {}, &Sign::character));

/// How a sign is spelled; nullopt when it is none of these. An invisible one is spelled "".
inline std::optional<std::string_view> sign_spelling(char32_t c) {
  const auto* const found = std::ranges::lower_bound(signs, c, {}, &Sign::character);
  if (found == signs.end() || found->character != c) return std::nullopt;
  return found->spelling;
}

}  // namespace sms::detail
