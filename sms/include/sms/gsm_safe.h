// SPDX-License-Identifier: GPL-2.0-or-later
// The spelling of a text that fits the GSM alphabet, and what it saves.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "sms/segments.h"
#include "sms/text_error.h"

namespace sms {

/// A cheaper spelling of a text.
struct SafeSpelling {
  std::string text;
  Segmentation before;
  Segmentation after;  ///< `after.forcing` lists what has no safe spelling and stayed
};

/// Spells a text with characters of the GSM tables where a reader loses nothing but typography:
/// quotes, dashes, dots, spaces, full-width forms, ligatures, and accents that the alphabet lacks
/// (é stays, ê becomes e; a combining accent joins its letter first).
/// Shape:   UTF-8; characters of the GSM tables stay as they are; what has no safe spelling (other
///          scripts, emoji, ½, ², joiners and direction marks) stays too. When the result would
///          take more segments (a full message of "…" does), `text` is the original.
/// Errors:  as segment()
/// Source:  3GPP TS 23.038 §6.2.1; Unicode canonical decomposition
/// Example: "“Ça va, François…”" -> "\"Ça va, Francois...\"", 1 segment before and after
[[nodiscard]] tl::expected<SafeSpelling, TextError> gsm_safe(
    std::string_view text, ConcatHeader header = ConcatHeader::reference_8_bit);

}  // namespace sms
