// SPDX-License-Identifier: GPL-2.0-or-later
// What a text that is still being typed will cost, in words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sms/segments.h"

namespace plugin {

enum class DraftLevel {
  normal,
  warning,  ///< three messages or more
  unsendable,
};

/// What the counter shows at every keystroke.
struct DraftCost {
  std::string label;
  DraftLevel level = DraftLevel::normal;

  friend bool operator==(const DraftCost&, const DraftCost&) = default;
};

/// More characters than this never fit into the parts that a phone can join: 255 parts of 153
/// septets, where a character takes one at least.
/// Source:  3GPP TS 23.040 §9.2.3.24.1
inline constexpr std::size_t most_draft_characters = sms::max_segments * 153;

/// The same in bytes: a character of one septet takes two bytes of UTF-8 at most, one of two
/// septets three, one UTF-16 code unit three.
inline constexpr std::size_t most_draft_bytes = most_draft_characters * 2;

/// Counts a draft; in constant time when it is too long anyway.
/// Shape:   any bytes
/// Example: "Where are you?" -> "1 SMS · 146 left", normal
[[nodiscard]] DraftCost draft_cost(std::string_view text);

/// For a draft of more than most_draft_characters, which nobody needs to read.
[[nodiscard]] DraftCost too_long_cost();
[[nodiscard]] std::string explain_too_long();

/// The whole story behind the count, in some lines of plain text: what is used, which characters
/// make the text expensive, and what replacing them saves.
/// Shape:   any bytes in; UTF-8 out, without markup, bounded however long the text
[[nodiscard]] std::string explain_cost(std::string_view text);

/// The label, with a mnemonic, of a button that replaces the draft's special characters.
/// Shape:   any bytes in; empty when replacing gains nothing
/// Example: "fête" -> "Make mo_re room"
[[nodiscard]] std::string offer_to_replace(std::string_view text);

}  // namespace plugin
