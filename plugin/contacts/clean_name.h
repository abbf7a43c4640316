// SPDX-License-Identifier: GPL-2.0-or-later
// Names from outside, fit for a buddy list.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plugin {

/// SECURITY: a name may not turn the text around it (bidi controls), nor break its line, nor hide.
/// Shape:   control, direction and zero-width characters are left out (but those that join letters
///          and emoji), white space of any kind becomes one space, none at the ends; what is not
///          UTF-8 ends it. Empty when nothing visible is left.
/// Units:   at most `most` code points
/// Example: "  Anna\tBerg\u202E" -> "Anna Berg"
[[nodiscard]] std::string clean_name(std::string_view name, std::size_t most = 100);

}  // namespace plugin
