// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/simple_import_target.h"

#include <memory>

#include "plugin/i18n.h"
#include "plugin/purple/handles.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/xmpp.h"

namespace plugin {
namespace {

constexpr char gateway_setting[] = "xmpp-sms-gateway";

using ListPtr = std::unique_ptr<GSList, CallFree<g_slist_free>>;

std::string gateway_of(const PurpleAccount* account) {
  return purple_account_get_string(account, gateway_setting, "");
}

/// nullptr when no account has a gateway and is connected.
PurpleAccount* find_account() {
  for (PurpleAccount* account : xmpp_accounts()) {
    if (!gateway_of(account).empty() && purple_account_is_connected(account) != FALSE) {
      return account;
    }
  }
  return nullptr;
}

std::vector<ExistingContact> existing() {
  std::vector<ExistingContact> contacts;
  PurpleAccount* account = find_account();
  if (account == nullptr) return contacts;
  const ListPtr buddies(purple_find_buddies(account, nullptr));
  for (const GSList* item = buddies.get(); item != nullptr; item = item->next) {
    auto* buddy = static_cast<PurpleBuddy*>(item->data);
    const std::string jid = purple_buddy_get_name(buddy);
    if (auto number = sms::E164::parse(jid.substr(0, jid.find('@')))) {
      contacts.push_back({*number, purple_buddy_get_alias(buddy)});
    }
  }
  return contacts;
}

AddResult add(const std::string& name, const sms::E164& number) {
  using enum AddResult::Outcome;
  PurpleAccount* account = find_account();
  if (account == nullptr) {
    return {stopped, _("No account with an SMS service is connected.")};
  }
  const std::string jid = std::string(number.text()) + "@" + gateway_of(account);
  if (purple_find_buddy(account, jid.c_str()) != nullptr) return {there_already, ""};
  const std::string group_name = settings::group_name();
  PurpleGroup* group = purple_find_group(group_name.c_str());
  if (group == nullptr) {
    group = purple_group_new(group_name.c_str());
    purple_blist_add_group(group, nullptr);
  }
  PurpleBuddy* buddy = purple_buddy_new(account, jid.c_str(), name.c_str());
  purple_blist_add_buddy(buddy, nullptr, group, nullptr);
  purple_account_add_buddy(account, buddy);
  return {added, ""};
}

}  // namespace

ImportTarget simple_import_target() {
  return {.region = sms::Region::parse(purple_prefs_get_string(settings::region)),
          .existing = existing,
          .add = add};
}

}  // namespace plugin
