// SPDX-License-Identifier: GPL-2.0-or-later
// What sms-over-xmpp's providers are called here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::config::sms_over_xmpp {

struct ProviderKey {
  const char* name;  ///< in the folder; the first version has - in place of _
  const char* ours;  ///< in [carriers.NAME]
  bool is_required = false;
  const char* before = "";  ///< what our value has in front
};

struct ProviderType {
  const char* name;  ///< the same here
  std::vector<ProviderKey> keys;
};

/// Those that are carried here too; keys that only we know may stand there as well, since
/// sms-over-xmpp passes over what it does not know.
[[nodiscard]] std::span<const ProviderType> provider_types();
[[nodiscard]] const ProviderType* provider_type(std::string_view name);

}  // namespace gateway::config::sms_over_xmpp
