// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/mobile_number_dialog.h"

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/account_name.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/roster.h"
#include "plugin/shown_text.h"
#include "sms/number.h"

namespace plugin {
namespace {

/// The buddy, if its account and it are still there.
PurpleBuddy* find_buddy(const AccountName& account, const std::string& name) {
  PurpleAccount* found = account.find();
  return found != nullptr ? purple_find_buddy(found, name.c_str()) : nullptr;
}

std::optional<std::string> set(const AccountName& account, const std::string& name,
                               const std::string& typed) {
  PurpleBuddy* buddy = find_buddy(account, name);
  if (buddy == nullptr) return std::nullopt;  // removed meanwhile: there is nobody to keep it for
  if (typed.find_first_not_of(" \t\r\n") == std::string::npos) {
    Roster::set_mobile_number(buddy, std::nullopt);
    return std::nullopt;
  }
  const auto party = sms::parse_phone_address(typed, region_in_use());
  if (!party) return party.error().message;
  if (std::holds_alternative<sms::SenderName>(*party)) {
    return textf(_("“%s” is a name, not a phone number."), shown_text(text_of(*party)).c_str());
  }
  Roster::set_mobile_number(buddy, *party);
  return std::nullopt;
}

}  // namespace

void open_mobile_number_dialog(Forms& forms, PurpleBuddy* buddy) {
  const std::optional<sms::PhoneAddress> party = Roster::mobile_number(buddy);
  const AccountName account(purple_buddy_get_account(buddy));
  forms.open({.title = _("Mobile number"),
              // Translators: %s is a person in the buddy list.
              .primary = textf(_("Mobile number of %s"),
                               shown_text(purple_buddy_get_alias(buddy)).c_str()),
              .secondary =
                  _("Texts to this person go to this number. It is kept on this computer only; an "
                    "empty field removes it."),
              .fields = {{.id = "number",
                          .label = _("_Number"),
                          .value = party ? shown(*party, region_in_use()) : ""}},
              .ok = _("_OK"),
              .accept = [account, name = std::string(purple_buddy_get_name(buddy))](
                            const FormValues& values) {
                return set(account, name, values.text("number"));
              }});
}

}  // namespace plugin
