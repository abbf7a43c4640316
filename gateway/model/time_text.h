// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "gateway/model/clock.h"

namespace gateway {

/// A moment, UTC, as stanzas, exports and the log have it.
/// Source:  XEP-0082 §3.2 (with the fraction of a second); RFC 3339
/// Example: 1700000000123 ms -> "2023-11-14T22:13:20.123Z"
[[nodiscard]] std::string time_text(Time time);

}  // namespace gateway
