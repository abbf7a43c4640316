// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/character_name.h"

#include <algorithm>
#include <array>

#include "plugin/i18n.h"
#include "sms/utf8_decode.h"

namespace plugin {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Controls, spaces, joiners, direction marks, variation selectors, private use, tags.
constexpr auto unseen = std::to_array<Range>({
    {0x0000, 0x0020},      {0x007F, 0x00A0}, {0x00AD, 0x00AD},   {0x034F, 0x034F},
    {0x061C, 0x061C},      {0x115F, 0x1160}, {0x1680, 0x1680},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},      {0x2000, 0x200F}, {0x2028, 0x202F},   {0x205F, 0x206F},
    {0x2800, 0x2800},      {0x3000, 0x3000}, {0x3164, 0x3164},   {0xD800, 0xF8FF},
    {0xFDD0, 0xFDEF},      {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFC},      {0xFFFE, 0xFFFF}, {0x1D173, 0x1D17A}, {0x1BCA0, 0x1BCA3},
    {0xE0000, 0xFFFFFFFF},
});

/// The blocks of marks that are drawn over the character before them.
constexpr auto combining = std::to_array<Range>({
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE20, 0xFE2F},
});

constexpr auto quotes = std::to_array<Range>({
    {0x00AB, 0x00AB},
    {0x00BB, 0x00BB},
    {0x2018, 0x201F},
    {0x2039, 0x203A},
    {0x300C, 0x300F},
});

template <std::size_t Size>
bool is_in(const std::array<Range, Size>& ranges, char32_t character) {
  return std::ranges::any_of(ranges, [character](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

}  // namespace

std::string character_name(char32_t character) {
  std::string number = textf("U+%04lX", static_cast<unsigned long>(character));
  if (is_in(unseen, character)) return number;
  std::string shown;
  sms::append_utf8(shown, character);
  if (is_in(quotes, character)) return shown + ' ' + number;   // not in quotes once more
  if (is_in(combining, character)) shown.insert(0, "\u25CC");  // a dotted circle to stand on
  // Translators: a character in quotes and its Unicode number, such as “ê” U+00EA.
  return textf(_("“%s” %s"), shown.c_str(), number.c_str());
}

}  // namespace plugin
