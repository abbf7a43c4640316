// SPDX-License-Identifier: GPL-2.0-or-later
#include "number_spelling.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "quote.h"
#include "sms/character.h"
#include "sms/utf8_decode.h"
#include "uri_characters.h"

namespace sms::detail {
namespace {

/// The digit zero of the scripts whose digits people type on their phones; nine more follow each.
constexpr auto zeros = std::to_array<char32_t>({
    U'0',   0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6,
    0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
});

std::optional<char32_t> zero_of_its_script(char32_t c) {
  const auto* const found =
      std::ranges::find_if(zeros, [c](char32_t zero) { return c >= zero && c < zero + 10; });
  if (found == zeros.end()) return std::nullopt;
  return *found;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_line_end(char32_t c) {
  return c == U'\n' || c == U'\r' || is_line_separator(c);
}

/// What people put between the digits of a number. Source: ITU-T E.123 §5, and common usage.
bool is_separator(char32_t c) {
  constexpr std::u32string_view ascii = U"-.()[]/";
  if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + U'!';  // the full-width ones
  return is_space(c) || ascii.find(c) != std::u32string_view::npos ||
         (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x00B7;
}

/// Near enough to say "letter" in a message: the blocks of alphabets and ideographs.
bool is_letter(char32_t c) {
  if (c < 0x80) return is_alpha(static_cast<char>(c));
  return (c >= 0x00C0 && c < 0x2000 && c != 0x00D7 && c != 0x00F7) || (c >= 0x3040 && c < 0xD800) ||
         (c >= 0xFF21 && c <= 0xFF5A);
}

/// How the rest of a text may say that an extension follows: ext. 5, x5, ;ext=5, #5.
bool is_extension(std::string_view rest) {
  const std::string text = lower(rest.substr(0, 16));
  for (const std::string_view mark : {";ext=", "extension", "extn", "ext", "x", "#"}) {
    if (!text.starts_with(mark)) continue;
    const std::size_t next = text.find_first_not_of(" .:", mark.size());
    if (next != std::string::npos && is_digit(text[next])) return true;
  }
  return false;
}

tl::unexpected<NumberError> fail(NumberErrorCode code, std::string_view text,
                                 std::string_view what) {
  return tl::unexpected(NumberError{code, fmt::format("{} {}", quote(text), what)});
}

std::string code_point(char32_t c) {
  return fmt::format("U+{:04X}", static_cast<unsigned>(c));
}

tl::unexpected<NumberError> refuse(std::string_view text, std::size_t offset, char32_t c,
                                   bool follows_digits) {
  if (is_control(c) || is_line_end(c)) {
    return fail(NumberErrorCode::control_character, text,
                fmt::format("has the control character {} in it", code_point(c)));
  }
  if (is_invisible(c)) {
    return fail(NumberErrorCode::invisible_character, text,
                fmt::format("has the invisible character {} in it; delete it or type the number "
                            "anew",
                            code_point(c)));
  }
  if (follows_digits && is_extension(text.substr(offset))) {
    return fail(NumberErrorCode::extension, text,
                "has an extension, and a text cannot go to one; leave it out");
  }
  if (is_letter(c)) {
    return fail(NumberErrorCode::letters, text, "has letters in it; write it in digits");
  }
  std::string character;
  append_utf8(character, c);
  return fail(NumberErrorCode::unexpected_character, text,
              c == U'+' || c == 0xFF0B ? "has a '+' that is not in front of it"
                                       : fmt::format("has '{}' ({}) in it, which no number has",
                                                     character, code_point(c)));
}

}  // namespace

std::string_view trim(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = text.size();
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0 || !(is_space(character) || is_line_end(character))) {
      begin = std::min(begin, offset);
      end = offset + std::max<std::size_t>(length, 1);
    }
    offset += std::max<std::size_t>(length, 1);
  }
  return text.substr(begin, end - begin);
}

tl::expected<SpelledNumber, NumberError> read_spelling(std::string_view text) {
  if (text.empty()) {
    return tl::unexpected(NumberError{NumberErrorCode::empty, "there is no number"});
  }
  if (text.size() > longest_spelling) {
    return fail(NumberErrorCode::too_long, text,
                fmt::format("is too long for a number: {} bytes", text.size()));
  }
  SpelledNumber result;
  std::optional<char32_t> script;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0) {
      return fail(NumberErrorCode::invalid_utf8, text,
                  fmt::format("is not UTF-8: {}", bad_utf8(text, offset)));
    }
    if (const std::optional<char32_t> zero = zero_of_its_script(character)) {
      if (script.value_or(*zero) != *zero) {
        return fail(NumberErrorCode::mixed_digits, text,
                    fmt::format("mixes digits of two scripts: {} is of another than those before "
                                "it",
                                code_point(character)));
      }
      script = zero;
      result.text += static_cast<char>('0' + (character - *zero));
    } else if ((character == U'+' || character == 0xFF0B) && result.text.empty()) {
      result.text = '+';
    } else if (!is_separator(character)) {
      return refuse(text, offset, character, script.has_value());
    }
    offset += length;
  }
  if (!script) return fail(NumberErrorCode::empty, text, "has no digits");
  return result;
}

}  // namespace sms::detail
