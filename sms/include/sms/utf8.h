// SPDX-License-Identifier: GPL-2.0-or-later
// Is this text UTF-8, and where not?
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sms {

/// The offset of the first byte of the first malformed sequence; nullopt when the text is UTF-8.
/// Overlong forms, encoded surrogates and anything above U+10FFFF are malformed.
/// Units:   bytes
/// Source:  RFC 3629 §4
/// Example: "ab\xFF" -> 2
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

}  // namespace sms
