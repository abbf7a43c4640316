// SPDX-License-Identifier: GPL-2.0-or-later
// Moments as HTTP and mail write them.
#pragma once

#include <optional>
#include <string>

#include "gateway/model/clock.h"

namespace gateway::http {

/// Source:  RFC 9110 §5.6.7 (HTTP-date, all three forms); RFC 2822 §3.3
/// Example: "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 +0000"
[[nodiscard]] std::optional<Time> parse_date(const std::string& text);

/// How long the header Retry-After asks to wait, from now on.
/// Shape:   a number of seconds or a date; never negative, and never more than a day, since a
///          server that is wrong about it must not stop everything for good
/// Source:  RFC 9110 §10.2.3
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(const std::string& text,
                                                                         Time now);

}  // namespace gateway::http
