// SPDX-License-Identifier: GPL-2.0-or-later
// What a text costs: its encoding, how many messages it takes, and what makes it expensive.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "sms/text_error.h"

namespace sms {

enum class Encoding {
  gsm7,  ///< 3GPP TS 23.038 §6.2.1; the unit is the septet
  ucs2,  ///< 3GPP TS 23.038 §6.2.3, as UTF-16; the unit is the 16-bit code unit
};

/// "GSM-7" or "UCS-2".
[[nodiscard]] std::string_view encoding_name(Encoding encoding);

/// The header that each part of a longer text carries, by the width of its reference number.
/// Source:  3GPP TS 23.040 §9.2.3.24.1 (8-bit: 6 octets in all), §9.2.3.24.8 (16-bit: 7 octets)
enum class ConcatHeader { reference_8_bit, reference_16_bit };

/// A text in several messages has at most so many.
/// Source:  3GPP TS 23.040 §9.2.3.24.1
inline constexpr std::size_t max_segments = 255;

/// What fits into a message that stands alone: 160 septets or 70 code units.
/// Source:  3GPP TS 23.040 §9.2.3.16 (140 octets of user data)
[[nodiscard]] std::size_t single_capacity(Encoding encoding);

/// What fits into one part of several: 153 septets or 67 code units; with a 16-bit reference 152
/// or 66.
/// Source:  3GPP TS 23.040 §9.2.3.24 (the header takes octets, and septets start on a boundary)
[[nodiscard]] std::size_t part_capacity(Encoding encoding,
                                        ConcatHeader header = ConcatHeader::reference_8_bit);

/// A character that neither GSM table has.
struct ForcingCharacter {
  char32_t character = 0;
  std::size_t offset = 0;  ///< of its first appearance, in bytes

  friend bool operator==(const ForcingCharacter&, const ForcingCharacter&) = default;
};

/// The cost of a text.
/// Units:   `units` and `units_left` in septets or UTF-16 code units, by `encoding`
struct Segmentation {
  Encoding encoding = Encoding::gsm7;
  std::size_t segments = 1;  ///< an empty text is one empty message
  std::size_t units = 0;     ///< of the text; headers and what splitting leaves unused not counted
  std::size_t units_left = 0;             ///< in the last segment
  std::vector<ForcingCharacter> forcing;  ///< each once, by first appearance; empty with gsm7

  /// False when the text is longer than a phone can join: only `max_segments` parts belong
  /// together.
  [[nodiscard]] bool is_sendable() const { return segments <= max_segments; }
};

/// Counts a text. Any length; time is linear, in one pass.
/// Shape:   UTF-8, every byte of it counts: no trimming, no normalisation, CR and LF are characters
/// Errors:  invalid_utf8 (so is an encoded surrogate), nul
/// Source:  3GPP TS 23.038 §6.2.1, §6.2.3; 3GPP TS 23.040 §9.2.3.24
/// Example: "price: 5 €" -> GSM-7, 1 segment, 11 units, 149 left
[[nodiscard]] tl::expected<Segmentation, TextError> segment(
    std::string_view text, ConcatHeader header = ConcatHeader::reference_8_bit);

/// Cuts a text into what each segment carries, exactly where segment() counted it: for carriers
/// that are given the parts one by one (SMPP, a modem).
/// Shape:   views into `text` that joined give it again; never between the escape and its
///          character, never between two surrogates. A cluster of several characters (a flag, an
///          accent of its own) may be cut: phones join the parts before they show them.
/// Errors:  as segment()
/// Source:  3GPP TS 23.038 §6.2.1.1; 3GPP TS 23.040 §9.2.3.24.1
[[nodiscard]] tl::expected<std::vector<std::string_view>, TextError> split(
    std::string_view text, ConcatHeader header = ConcatHeader::reference_8_bit);

}  // namespace sms
