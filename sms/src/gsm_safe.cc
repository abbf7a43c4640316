// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/gsm_safe.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "gsm7_tables.h"
#include "gsm_safe_letters.h"
#include "gsm_safe_signs.h"
#include "sms/utf8_decode.h"

namespace sms {
namespace {

struct Composition {
  char32_t letter;
  char32_t mark;
  char32_t composed;
};

/// The accented letters that the alphabet has, for texts that spell them as letter and mark.
constexpr auto compositions = std::to_array<Composition>({
    {U'a', 0x0300, U'à'},
    {U'e', 0x0300, U'è'},
    {U'i', 0x0300, U'ì'},
    {U'o', 0x0300, U'ò'},
    {U'u', 0x0300, U'ù'},
    {U'e', 0x0301, U'é'},
    {U'E', 0x0301, U'É'},
    {U'n', 0x0303, U'ñ'},
    {U'N', 0x0303, U'Ñ'},
    {U'a', 0x0308, U'ä'},
    {U'A', 0x0308, U'Ä'},
    {U'o', 0x0308, U'ö'},
    {U'O', 0x0308, U'Ö'},
    {U'u', 0x0308, U'ü'},
    {U'U', 0x0308, U'Ü'},
    {U'a', 0x030A, U'å'},
    {U'A', 0x030A, U'Å'},
    {U'C', 0x0327, U'Ç'},
});

bool is_latin_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c < 0x100 && detail::septets_of(c) != 0);
}

bool is_combining_mark(char32_t c) {
  return c >= 0x0300 && c <= 0x036F;
}

/// The full-width form of an ASCII character, as the character itself. Source: Unicode, FF00 block.
std::optional<char32_t> from_full_width(char32_t c) {
  if (c < 0xFF01 || c > 0xFF5E) return std::nullopt;
  return c - 0xFF01 + U'!';
}

class Speller {
 public:
  explicit Speller(std::size_t expected_size) { text_.reserve(expected_size); }

  void add(char32_t c) {
    if (is_combining_mark(c) && letter_ != 0) return add_mark(c);
    if (const auto narrow = from_full_width(c)) c = *narrow;
    if (detail::septets_of(c) != 0) return put(c, Letter::may_take_a_mark);
    if (const char32_t safe = detail::safe_letter(c)) return put(safe, Letter::lost_a_mark);
    if (const auto spelling = detail::sign_spelling(c)) return put_all(*spelling);
    put(c, Letter::may_take_a_mark);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  enum class Letter { may_take_a_mark, lost_a_mark };

  void put(char32_t c, Letter state) {
    letter_ = is_latin_letter(c) ? c : 0;
    state_ = state;
    letter_offset_ = text_.size();
    append_utf8(text_, c);
  }

  /// As if it had been written so. An invisible sign leaves no trace, so a mark behind it belongs
  /// to the letter before it.
  void put_all(std::string_view spelling) {
    for (std::size_t offset = 0; offset < spelling.size();) {
      const auto [character, length] = decode_utf8(spelling, offset);
      put(character, Letter::may_take_a_mark);
      offset += length;
    }
  }

  /// As a letter that comes composed: the first mark is kept if the alphabet has the two together,
  /// every other one is dropped.
  void add_mark(char32_t mark) {
    if (state_ == Letter::lost_a_mark) return;
    const auto* const found = std::ranges::find_if(compositions, [&](const Composition& entry) {
      return entry.letter == letter_ && entry.mark == mark;
    });
    if (found == compositions.end()) {
      state_ = Letter::lost_a_mark;
      return;
    }
    text_.resize(letter_offset_);
    put(found->composed, Letter::lost_a_mark);
  }

  std::string text_;
  char32_t letter_ = 0;  ///< the last character if it is a Latin letter of the alphabet, else 0
  Letter state_ = Letter::may_take_a_mark;
  std::size_t letter_offset_ = 0;
};

}  // namespace

tl::expected<SafeSpelling, TextError> gsm_safe(std::string_view text, ConcatHeader header) {
  tl::expected<Segmentation, TextError> before = segment(text, header);
  if (!before) return tl::unexpected(std::move(before).error());
  SafeSpelling result{std::string(), *before, *before};
  if (before->forcing.empty()) {
    result.text = text;
    return result;
  }
  Speller speller(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    speller.add(character);
    offset += length;
  }
  result.text = speller.take();
  result.after = segment(result.text, header).value();
  if (result.after.segments > result.before.segments) {
    result.text = text;
    result.after = result.before;
  }
  return result;
}

}  // namespace sms
