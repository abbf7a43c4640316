// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/gateway_settings.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "plugin/gateways/gateway_list.h"
#include "plugin/gateways/known_gateways.h"
#include "plugin/purple/xmpp.h"

namespace plugin {
namespace {

constexpr char typed_setting[] = "xmpp-sms-gateways";
constexpr char chosen_setting[] = "xmpp-sms-gateway";

void keep(PurpleAccount* account, const std::vector<std::string>& typed) {
  std::string joined;
  for (const std::string& one : typed)
    joined += (joined.empty() ? "" : " ") + one;
  purple_account_set_string(account, typed_setting, joined.c_str());
}

}  // namespace

GatewaySettings gateway_settings(const PurpleAccount* account) {
  return {.typed = purple_account_get_string(account, typed_setting, ""),
          .chosen = purple_account_get_string(account, chosen_setting, "")};
}

std::vector<std::string> typed_gateways(const PurpleAccount* account) {
  std::istringstream words(gateway_settings(account).typed);
  return {std::istream_iterator<std::string>(words), {}};
}

tl::expected<bool, std::string> keep_typed_gateway(PurpleAccount* account, std::string_view text) {
  if (auto gateway = read_gateway(text); !gateway) {
    return tl::make_unexpected(gateway.error().message);
  }
  std::vector<std::string> all = typed_gateways(account);
  if (std::ranges::find(all, text) != all.end()) return false;
  all.emplace_back(text);
  keep(account, all);
  return true;
}

void forget_typed_gateway(PurpleAccount* account, std::string_view text) {
  std::vector<std::string> all = typed_gateways(account);
  std::erase(all, text);
  keep(account, all);
}

void choose_gateway(PurpleAccount* account, std::string_view domain) {
  purple_account_set_string(account, chosen_setting, std::string(domain).c_str());
}

bool is_google(const PurpleAccount* account) {
  const std::string jid = account_jid(account);
  return is_google_account(jid.substr(jid.find('@') + 1),
                           purple_account_get_string(account, "connect_server", ""));
}

}  // namespace plugin
