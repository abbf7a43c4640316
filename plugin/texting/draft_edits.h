// SPDX-License-Identifier: GPL-2.0-or-later
// Replacing the special characters of a draft, edit by edit, so that what stands between them
// (the cursor, bold letters, smileys) stays as it is; and taking it back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plugin {

/// One place that changes.
/// Units:   `offset` in characters of the text before any edit
struct DraftEdit {
  std::size_t offset = 0;
  std::string before;
  std::string after;

  friend bool operator==(const DraftEdit&, const DraftEdit&) = default;
};

/// Ascending, not overlapping.
using DraftEdits = std::vector<DraftEdit>;

/// The edits that spell a draft with the alphabet of phones, as sms::gsm_safe() does.
/// Shape:   UTF-8; none when the text is not UTF-8 or has nothing to replace
/// Example: "fête" -> {1, "ê", "e"}
[[nodiscard]] DraftEdits safe_edits(std::string_view text);

/// The edits that take these back.
[[nodiscard]] DraftEdits inverse(const DraftEdits& edits);

/// Where a place of the text is after the edits; inside one it goes behind what came for it.
/// Units:   characters
[[nodiscard]] std::size_t moved(std::size_t offset, const DraftEdits& edits);

/// How many characters a UTF-8 text has.
[[nodiscard]] std::size_t character_count(std::string_view text);

/// The text after the edits.
[[nodiscard]] std::string applied(std::string_view text, const DraftEdits& edits);

}  // namespace plugin
