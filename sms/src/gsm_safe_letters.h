// SPDX-License-Identifier: GPL-2.0-or-later
// Letters that the GSM alphabet lacks, by the letter of the alphabet that stands for each.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sms::detail {

struct LetterGroup {
  char16_t safe;
  std::u32string_view letters;
};

/// Unicode's canonical decomposition, less the marks that the alphabet cannot keep (Ǘ is Ü and an
/// acute: Ü stays); then letters with a stroke, which do not decompose. Those of two letters (œ, þ)
/// are among the signs.
inline constexpr auto letter_groups = std::to_array<LetterGroup>({
    {u'A', U"ÀÁÂÃĀĂĄǍǠȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"},
    {u'B', U"ḂḄḆ"},
    {u'C', U"ĆĈĊČ"},
    {u'D', U"ĎḊḌḎḐḒÐĐ"},
    {u'E', U"ÈÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"},
    {u'F', U"Ḟ"},
    {u'G', U"ĜĞĠĢǦǴḠ"},
    {u'H', U"ĤȞḢḤḦḨḪĦ"},
    {u'I', U"ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ"},
    {u'J', U"Ĵ"},
    {u'K', U"ĶǨḰḲḴ"},
    {u'L', U"ĹĻĽḶḸḺḼŁ"},
    {u'M', U"ḾṀṂ"},
    {u'N', U"ŃŅŇǸṄṆṈṊ"},
    {u'O', U"ÒÓÔÕŌŎŐƠǑǪǬȌȎȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"},
    {u'P', U"ṔṖ"},
    {u'R', U"ŔŖŘȐȒṘṚṜṞ"},
    {u'S', U"ŚŜŞŠȘṠṢṤṦṨ"},
    {u'T', U"ŢŤȚṪṬṮṰŦ"},
    {u'U', U"ÙÚÛŨŪŬŮŰŲƯǓȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"},
    {u'V', U"ṼṾ"},
    {u'W', U"ŴẀẂẄẆẈ"},
    {u'X', U"ẊẌ"},
    {u'Y', U"ÝŶŸȲẎỲỴỶỸ"},
    {u'Z', U"ŹŻŽẐẒẔ"},
    {u'a', U"áâãāăąǎǡȁȃȧḁạảấầẩẫậắằẳẵặ"},
    {u'b', U"ḃḅḇ"},
    {u'c', U"çćĉċčḉ"},
    {u'd', U"ďḋḍḏḑḓðđ"},
    {u'e', U"êëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"},
    {u'f', U"ḟ"},
    {u'g', U"ĝğġģǧǵḡ"},
    {u'h', U"ĥȟḣḥḧḩḫẖħ"},
    {u'i', U"íîïĩīĭįǐȉȋḭḯỉịı"},
    {u'j', U"ĵǰ"},
    {u'k', U"ķǩḱḳḵĸ"},
    {u'l', U"ĺļľḷḹḻḽł"},
    {u'm', U"ḿṁṃ"},
    {u'n', U"ńņňǹṅṇṉṋ"},
    {u'o', U"óôõōŏőơǒǫǭȍȏȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"},
    {u'p', U"ṕṗ"},
    {u'r', U"ŕŗřȑȓṙṛṝṟ"},
    {u's', U"śŝşšșṡṣṥṧṩſ"},
    {u't', U"ţťțṫṭṯṱẗŧ"},
    {u'u', U"úûũūŭůűųưǔȕȗṳṵṷṹṻụủứừửữự"},
    {u'v', U"ṽṿ"},
    {u'w', U"ŵẁẃẅẇẉẘ"},
    {u'x', U"ẋẍ"},
    {u'y', U"ýÿŷȳẏẙỳỵỷỹ"},
    {u'z', U"źżžẑẓẕ"},
    {u'Ä', U"Ǟ"},
    {u'Å', U"Ǻ"},
    {u'Æ', U"ǢǼ"},
    {u'Ç', U"Ḉ"},
    {u'Ö', U"Ȫ"},
    {u'Ø', U"Ǿ"},
    {u'Ü', U"ǕǗǙǛ"},
    {u'ä', U"ǟ"},
    {u'å', U"ǻ"},
    {u'æ', U"ǣǽ"},
    {u'ö', U"ȫ"},
    {u'ø', U"ǿ"},
    {u'ü', U"ǖǘǚǜ"},
});

/// All of them lie in two short ranges: Latin-1 to Latin Extended-B, and Latin Extended Additional.
inline constexpr std::size_t latin_begin = 0x00C0;
inline constexpr std::size_t latin_end = 0x0250;
inline constexpr std::size_t additional_begin = 0x1E00;
inline constexpr std::size_t additional_end = 0x1F00;

inline constexpr auto safe_letters = [] {
  std::array<char16_t, (latin_end - latin_begin) + (additional_end - additional_begin)> safe{};
  for (const LetterGroup& group : letter_groups) {
    for (const char32_t letter : group.letters) {
      const std::size_t index = letter < latin_end
                                    ? letter - latin_begin
                                    : letter - additional_begin + (latin_end - latin_begin);
      safe.at(index) = group.safe;
    }
  }
  return safe;
}();

/// The letter of the alphabet that stands for this one; 0 when none does.
constexpr char32_t safe_letter(char32_t c) {
  if (c >= latin_begin && c < latin_end) return safe_letters[c - latin_begin];
  if (c >= additional_begin && c < additional_end) {
    return safe_letters[c - additional_begin + (latin_end - latin_begin)];
  }
  return 0;
}

}  // namespace sms::detail
