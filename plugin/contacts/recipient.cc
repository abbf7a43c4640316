// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/recipient.h"

#include <algorithm>

#include "plugin/i18n.h"
#include "plugin/shown_text.h"
#include "sms/number.h"

namespace plugin {
namespace {

Recipient to(const sms::PhoneAddress& party, const std::vector<const SmsContact*>& contacts,
             std::string_view account) {
  if (contacts.empty()) return {party, "", "", ""};
  const auto own = std::ranges::find_if(
      contacts, [&](const SmsContact* contact) { return contact->account == account; });
  const SmsContact& contact = own != contacts.end() ? **own : *contacts.front();
  return {party, contact.name, contact.account, contact.jid};
}

std::string list(const std::vector<const SmsContact*>& contacts,
                 std::optional<sms::Region> region) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    if (i == most) {
      const auto more = static_cast<unsigned long>(contacts.size() - most);
      // Translators: the end of a list of people.
      return text + textf(plural(" and %lu more", " and %lu more", more), more);
    }
    if (!text.empty()) text += ", ";
    // Translators: a person and a phone number.
    text += textf(_("%s (%s)"), shown_text(contacts[i]->name).c_str(),
                  shown(contacts[i]->party, region).c_str());
  }
  return text;
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

tl::expected<Recipient, std::string> read_recipient(std::string_view typed,
                                                    const ContactIndex& contacts,
                                                    std::optional<sms::Region> region,
                                                    std::string_view account) {
  const std::size_t first = typed.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return tl::make_unexpected(std::string(_("Say who the text is for: a number or a name.")));
  }
  typed = typed.substr(first, typed.find_last_not_of(" \t\r\n") - first + 1);

  const auto party = sms::parse_phone_address(typed, region);
  // A lone word is a valid sender name too, but nobody can be texted there: it is a contact's.
  if (party && !std::holds_alternative<sms::SenderName>(*party)) {
    return to(*party, contacts.with_party(*party), account);
  }
  const std::vector<const SmsContact*> meant = contacts.named(typed);
  if (meant.size() == 1) {
    return to(meant.front()->party, contacts.with_party(meant.front()->party), account);
  }
  const std::string name = shown_text(typed);
  if (meant.size() > 1) {
    // Translators: the first %s is a name that the user typed, the second a list of people.
    return tl::make_unexpected(textf(_("“%s” may be %s. Type more of the name, or the number."),
                                     name.c_str(), list(meant, region).c_str()));
  }
  if (!party && digits_in(typed) >= 3)
    return tl::make_unexpected(shown_text(party.error().message));
  if (!party && typed.find_first_not_of("0123456789+-()./ ") == std::string_view::npos) {
    return tl::make_unexpected(shown_text(party.error().message));
  }
  // Translators: %s is a name that the user typed.
  return tl::make_unexpected(
      textf(_("No SMS contact is called “%s”. Type a phone number, or the name of somebody in your "
              "buddy list who has one."),
            name.c_str()));
}

std::string shown(const sms::PhoneAddress& party, std::optional<sms::Region> region) {
  if (const auto* number = std::get_if<sms::E164>(&party)) return sms::display(*number, region);
  return std::string(text_of(party));
}

}  // namespace plugin
