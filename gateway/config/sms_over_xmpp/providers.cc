// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/providers.h"

#include <algorithm>

namespace gateway::config::sms_over_xmpp {

std::span<const ProviderType> provider_types() {
  static const std::vector<ProviderType> all = {
      {"twilio",
       {{"account_sid", "account", true},
        {"key_sid", "api-key", true},
        {"key_secret", "api-secret", true},
        {"http_password", "webhook-password", true},
        {"auth_token", "auth-token"},
        {"base_url", "base-url"}}},
      {"signalwire",
       {{"project_id", "account", true},
        {"auth_token", "auth-token", true},
        {"http_password", "webhook-password", true},
        {"base_url", "base-url"},  // before domain: it counts where both are
        {"domain", "base-url", true, "https://"}}},
  };
  return all;
}

const ProviderType* provider_type(std::string_view name) {
  const auto types = provider_types();
  const auto found = std::ranges::find(types, name, &ProviderType::name);
  return found == types.end() ? nullptr : &*found;
}

}  // namespace gateway::config::sms_over_xmpp
