// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for a carrier that is an HTTP API.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/config/read.h"

namespace gateway::config {

/// Pairs of a key's name (empty: the carrier as a whole) and what is wrong.
/// Shape:   never the text of a secret
[[nodiscard]] std::vector<std::pair<std::string, std::string>> check_http_carrier(
    const Carrier& carrier, const Http& http, const Attempts& attempts);

/// The path of this carrier's webhooks, when an address ends in it: what belongs into the carrier's
/// console was taken for the gateway's own address.
/// Example: "https://sms.example.com/twilio/message", "twilio" -> "/twilio/message"
[[nodiscard]] std::optional<std::string> webhook_path_in(std::string_view url,
                                                         std::string_view carrier);

/// Whether an address of the web is http:// or https:// with a host, and no more than a path.
[[nodiscard]] bool is_base_url(std::string_view url);

}  // namespace gateway::config
