// SPDX-License-Identifier: GPL-2.0-or-later
// What may stand before the first tag: a byte order mark and an XML declaration.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace sms_caps {

/// Too little was seen to decide.
struct PrologueIncomplete {};

/// The prologue is known.
struct Prologue {
  std::size_t mark_size = 0;         ///< bytes of the byte order mark, 0 or 3
  std::size_t declaration_size = 0;  ///< bytes of `<?xml …?>` behind it, 0 when there is none
};

/// The input is not in UTF-8, the one encoding of XMPP.
struct PrologueRefused {
  std::string what;
};

/// Reads the beginning of an input.
/// Shape:   `start` all that was read so far, from the first byte
/// Errors:  PrologueRefused for UTF-16 and UTF-32, and for a declared encoding other than UTF-8
/// Source:  RFC 6120 §11.5, §11.6
/// Example: "<?xml version='1.0'?><presence/>" -> Prologue{0, 21}
[[nodiscard]] std::variant<PrologueIncomplete, Prologue, PrologueRefused> read_prologue(
    std::string_view start);

}  // namespace sms_caps
