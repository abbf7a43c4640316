// SPDX-License-Identifier: GPL-2.0-or-later
// Text from outside, safe to show.
#pragma once

#include <string>
#include <string_view>

namespace sms_caps {

/// SECURITY: a stanza may not write lines of its own, nor control the terminal.
/// Shape:   controls (ASCII's and C1) become character references; the rest stays
/// Example: "a\nb" -> "a&#10;b"
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace sms_caps
