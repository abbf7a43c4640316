// SPDX-License-Identifier: GPL-2.0-or-later
// What an account's own settings say of its gateways, as libpurple keeps them in accounts.xml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "plugin/purple/purple_api.h"

namespace plugin {

/// Both as they are kept; borrowed until the setting changes.
struct GatewaySettings {
  const char* typed;   ///< gateways with spaces between, "" for none
  const char* chosen;  ///< domain of the default, "" for none
};
[[nodiscard]] GatewaySettings gateway_settings(const PurpleAccount* account);

/// The gateways that the user typed, each as it was typed.
[[nodiscard]] std::vector<std::string> typed_gateways(const PurpleAccount* account);

/// Keeps one more; returns whether it is new.
/// Shape:   a domain, or a template such as sms-{digits}@gw.example
/// Errors:  a sentence for the user; nothing is changed
tl::expected<bool, std::string> keep_typed_gateway(PurpleAccount* account, std::string_view text);
void forget_typed_gateway(PurpleAccount* account, std::string_view text);

void choose_gateway(PurpleAccount* account, std::string_view domain);

/// True for an account at Google, by its JID or by its server.
[[nodiscard]] bool is_google(const PurpleAccount* account);

}  // namespace plugin
