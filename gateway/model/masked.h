// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// What of a number may stand in the log above debug level: its end, which its owner recognizes.
/// Shape:   whole characters, whatever is given
/// Example: "+13075551212" -> "…1212"; "911" -> "…"
[[nodiscard]] std::string masked(std::string_view number);

}  // namespace gateway
