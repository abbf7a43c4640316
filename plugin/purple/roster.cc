// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/roster.h"

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/handles.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/settings.h"
#include "plugin/shown_text.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

constexpr char number_setting[] = "xmpp-sms-number";

/// As it was stored: only E.164, a short code or a name in its one spelling.
std::optional<sms::PhoneAddress> read_stored(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (auto number = sms::E164::parse(text)) return *number;
  if (auto code = sms::ShortCode::parse(text)) return *code;
  return std::nullopt;
}

std::string explain_existing(const SmsContact& existing) {
  // Translators: a name and a phone number.
  return textf(_("%s (%s) is in your buddy list already."), shown_text(existing.name, 60).c_str(),
               shown(existing.party, region_in_use()).c_str());
}

}  // namespace

std::string Roster::fold(std::string_view text) {
  const GCharPtr normal(
      g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL));
  if (!normal) return std::string(text);  // not UTF-8
  return GCharPtr(g_utf8_casefold(normal.get(), -1)).get();
}

std::optional<sms::PhoneAddress> Roster::mobile_number(PurpleBuddy* buddy) {
  return read_stored(
      or_empty(purple_blist_node_get_string(PURPLE_BLIST_NODE(buddy), number_setting)));
}

void Roster::set_mobile_number(PurpleBuddy* buddy, const std::optional<sms::PhoneAddress>& party) {
  PurpleBlistNode* node = PURPLE_BLIST_NODE(buddy);
  if (party) {
    purple_blist_node_set_string(node, number_setting, std::string(text_of(*party)).c_str());
  } else {
    purple_blist_node_remove_setting(node, number_setting);
  }
}

bool Roster::is_phone(PurpleBuddy* buddy) const {
  const PurpleAccount* account = purple_buddy_get_account(buddy);
  return is_xmpp(account) && gateways_.is_sms(account, or_empty(purple_buddy_get_name(buddy)));
}

std::optional<sms::PhoneAddress> Roster::party_of(PurpleBuddy* buddy) const {
  if (is_phone(buddy)) {
    return gateways_.party(purple_buddy_get_account(buddy), or_empty(purple_buddy_get_name(buddy)));
  }
  return mobile_number(buddy);
}

ContactIndex Roster::contacts() const {
  ContactIndex index(fold);
  for (PurpleBlistNode* node = purple_blist_get_root(); node != nullptr;
       node = purple_blist_node_next(node, TRUE)) {
    if (!PURPLE_BLIST_NODE_IS_BUDDY(node)) continue;
    auto* buddy = PURPLE_BUDDY(node);
    const std::optional<sms::PhoneAddress> party = party_of(buddy);
    if (!party) continue;
    const bool has_own_jid = is_phone(buddy);
    // Without a name, its number: formatted only where it is shown, for that loads the plans.
    std::string name = or_empty(purple_buddy_get_alias_only(buddy));
    if (name.empty()) {
      name = has_own_jid ? std::string(text_of(*party)) : or_empty(purple_buddy_get_name(buddy));
    }
    index.add({std::move(name), *party,
               has_own_jid ? account_jid(purple_buddy_get_account(buddy)) : "",
               has_own_jid ? or_empty(purple_buddy_get_name(buddy)) : ""});
  }
  return index;
}

std::optional<SmsContact> Roster::find(const ContactIndex& contacts, const std::string& account,
                                       const sms::PhoneAddress& party) {
  for (const SmsContact* contact : contacts.with_party(party)) {
    if (contact->account == account) return *contact;
  }
  return std::nullopt;
}

tl::expected<std::string, NotAdded> Roster::add_known(const NewContact& contact,
                                                      const std::string& jid) const {
  if (auto existing = find(contacts(), contact.account, contact.party)) {
    return tl::make_unexpected(NotAdded{explain_existing(*existing), std::move(existing)});
  }
  return put(contact, jid);
}

void Roster::add(NewContact contact, const GatewayInfo& gateway, Added added,
                 const ContactIndex* contacts) {
  PurpleAccount* account = find_xmpp_account(contact.account);
  if (account == nullptr || purple_account_is_connected(account) == FALSE) {
    // Translators: %s is an account (JID).
    return added(tl::make_unexpected(NotAdded{
        textf(_("%s is not connected, so nobody can be added."), contact.account.c_str()), {}}));
  }
  const std::optional<SmsContact> existing =
      find(contacts != nullptr ? *contacts : this->contacts(), contact.account, contact.party);
  if (existing) {
    return added(tl::make_unexpected(NotAdded{explain_existing(*existing), existing}));
  }
  const sms::PhoneAddress party = contact.party;
  gateways_.translate(account, gateway, party,
                      [contact = std::move(contact), added = std::move(added),
                       alive = std::weak_ptr(alive_)](tl::expected<std::string, std::string> jid) {
                        if (alive.expired()) return;
                        if (!jid) {
                          return added(tl::make_unexpected(NotAdded{std::move(jid.error()), {}}));
                        }
                        added(put(contact, *jid));
                      });
}

tl::expected<std::string, NotAdded> Roster::put(const NewContact& contact, const std::string& jid) {
  // The account may have gone while the gateway thought.
  PurpleAccount* account = find_xmpp_account(contact.account);
  if (account == nullptr || purple_account_is_connected(account) == FALSE) {
    return tl::make_unexpected(NotAdded{
        textf(_("%s is not connected, so nobody can be added."), contact.account.c_str()), {}});
  }
  if (PurpleBuddy* buddy = purple_find_buddy(account, jid.c_str())) {
    SmsContact existing{or_empty(purple_buddy_get_alias(buddy)), contact.party, contact.account,
                        or_empty(purple_buddy_get_name(buddy))};
    std::string reason = explain_existing(existing);
    return tl::make_unexpected(NotAdded{std::move(reason), std::move(existing)});
  }
  const std::string name =
      contact.name.empty() ? shown(contact.party, region_in_use()) : contact.name;
  const std::string group_name = contact.group.empty() ? settings::group_name() : contact.group;
  PurpleGroup* group = purple_find_group(group_name.c_str());
  if (group == nullptr) {
    group = purple_group_new(group_name.c_str());
    purple_blist_add_group(group, nullptr);
  }
  PurpleBuddy* buddy = purple_buddy_new(account, jid.c_str(), name.c_str());
  purple_blist_add_buddy(buddy, nullptr, group, nullptr);
  purple_account_add_buddy(account, buddy);  // tells the server, and subscribes
  return jid;
}

}  // namespace plugin
