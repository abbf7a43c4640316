// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for a carrier that is an HTTP API.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gateway/config/config.h"

namespace gateway::config {

/// Pairs of a key's name (empty: the carrier as a whole) and what is wrong.
/// Shape:   never the text of a secret
[[nodiscard]] std::vector<std::pair<std::string, std::string>> check_http_carrier(
    const Carrier& carrier, const Http& http);

/// Whether an address of the web is http:// or https:// with a host, and no more than a path.
[[nodiscard]] bool is_base_url(std::string_view url);

}  // namespace gateway::config
