// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/send_dialog.h"

#include <algorithm>
#include <utility>

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/route.h"
#include "plugin/shown_text.h"

namespace plugin {
namespace {

using Kind = FormField::Kind;

/// A choice among the contacts, by name; its options' ids are numbers, as they are typed.
FormField contact_field(const ContactIndex& contacts, std::size_t most) {
  FormField field{.id = "contact",
                  .label = _("_or a contact"),
                  .kind = Kind::choice,
                  // Translators: stands in a list of people, for none of them.
                  .options = {{"", _("(none)"), true}}};
  struct Entry {
    std::string key;
    const SmsContact* contact;
  };
  std::vector<Entry> sorted;
  for (const SmsContact& contact : contacts.all()) {
    const auto same = contacts.with_party(contact.party);
    if (same.front() != &contact) continue;  // once, however many accounts have it
    sorted.push_back({Roster::fold(contact.name), &contact});
  }
  std::ranges::stable_sort(sorted, {}, &Entry::key);
  sorted.resize(std::min(sorted.size(), most));
  const std::optional<sms::Region> region = region_in_use();
  for (const Entry& entry : sorted) {
    const std::string number = shown(entry.contact->party, region);
    const std::string name = shown_text(entry.contact->name, 40);
    const bool is_nameless = name == text_of(entry.contact->party) || name == number;
    field.options.push_back(
        {std::string(text_of(entry.contact->party)),
         // Translators: a name and a phone number.
         is_nameless ? number : textf(_("%s, %s"), name.c_str(), number.c_str()), false});
  }
  return field;
}

}  // namespace

Form SendDialog::make(const SendPreset& preset) {
  Form form{.title = _("Send SMS"),
            .primary = _("Send an SMS"),
            .secondary = preset.notice,
            .fields = {{.id = "to", .label = _("_To"), .value = preset.to}},
            .ok = _("_Send")};
  const ContactIndex contacts = roster_.contacts();
  if (form.secondary.empty()) {
    form.secondary = contacts.all().empty()
                         ? _("Type a phone number, with its country code or as you dial it.")
                         : _("Type a phone number or a name, or choose a contact.");
  }
  if (!contacts.all().empty() && preset.to.empty()) {
    form.fields.push_back(contact_field(contacts, most_contacts));
  }
  if (const std::vector<Route> ways = routes(gateways_); ways.size() > 1) {
    form.fields.push_back(route_field(ways));
  }
  form.fields.push_back(
      {.id = "text", .label = _("Text"), .kind = Kind::paragraph, .value = preset.text});
  form.accept = [this, again = form, account = preset.account](const FormValues& values) {
    return accept(again, account, values);
  };
  return form;
}

void SendDialog::open(const SendPreset& preset) {
  forms_.open(make(preset));
}

void SendDialog::open_later(const SendPreset& preset) {
  forms_.open_later(make(preset));
}

std::optional<std::string> SendDialog::accept(const Form& form, const std::string& account,
                                              const FormValues& values) {
  const std::string typed = values.text("to");
  const std::string chosen = values.text("contact");
  const bool is_typed = typed.find_first_not_of(" \t\r\n") != std::string::npos;
  if (is_typed && !chosen.empty()) {
    return _("You typed a recipient and also chose a contact. Clear one of the two.");
  }
  const std::optional<Route> way = chosen_route(routes(gateways_), values);
  const std::string& preferred = way ? way->account : account;
  const auto recipient =
      read_recipient(is_typed ? typed : chosen, roster_.contacts(), region_in_use(), preferred);
  if (!recipient) return recipient.error();

  TextRequest request{.account = account,
                      .gateway = std::nullopt,
                      .party = recipient->party,
                      .body = values.text("text")};
  if (way) {
    request.account = way->account;
    request.gateway = way->gateway;
  } else if (!recipient->account.empty()) {
    request.account = recipient->account;
  }
  texting_.text(std::move(request),
                [this, form, account, values](const std::optional<std::string>& problem) {
                  if (!problem) return;
                  Form again = form;
                  again.accept = [this, form, account](const FormValues& entered) {
                    return accept(form, account, entered);
                  };
                  forms_.reopen(std::move(again), values, *problem);
                });
  return std::nullopt;
}

}  // namespace plugin
