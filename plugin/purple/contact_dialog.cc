// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/contact_dialog.h"

#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/route.h"
#include "plugin/purple/settings.h"
#include "plugin/shown_text.h"
#include "plugin/trimmed.h"
#include "sms/number.h"

namespace plugin {
void ContactDialog::open(const ContactPreset& preset) {
  Form form{.title = _("Add SMS contact"),
            .primary = _("Add somebody to text"),
            .secondary = _("Type the phone number with its country code or as you dial it."),
            .fields = {{.id = "number", .label = _("_Number"), .value = preset.number},
                       {.id = "name", .label = _("Na_me"), .value = preset.name},
                       {.id = "group", .label = _("_Group"), .value = settings::group_name()}},
            .ok = _("_Add")};
  if (const std::vector<Route> ways = routes(gateways_); ways.size() > 1) {
    form.fields.push_back(route_field(ways));
  }
  const Form again = form;
  form.accept = [this, again, preset](const FormValues& values) {
    return accept(preset, again, values);
  };
  forms_.open(std::move(form));
}

std::optional<std::string> ContactDialog::accept(const ContactPreset& preset, const Form& form,
                                                 const FormValues& values) {
  const auto party = sms::parse_phone_address(trimmed(values.text("number")), region_in_use());
  if (!party) return party.error().message;
  if (std::holds_alternative<sms::SenderName>(*party)) {
    // Translators: %s is what the user typed as a phone number.
    return textf(_("“%s” is a name, not a phone number."), shown_text(text_of(*party)).c_str());
  }
  const std::vector<Route> ways = routes(gateways_);
  const std::optional<Route> chosen = chosen_route(ways, values);
  std::optional<Route> way = chosen ? chosen : default_route(ways, preset.account);
  const bool is_the_one_that_texted = !chosen && is_of(preset, *party);
  if (!way && !is_the_one_that_texted) return explain_no_route(preset.account);
  // What the user sees in the list later is what was typed, but on one line.
  NewContact contact{.account = is_the_one_that_texted ? preset.account : way->account,
                     .party = *party,
                     .name = shown_text(trimmed(values.text("name"))),
                     .group = shown_text(trimmed(values.text("group")))};
  const auto added = [this, form, preset, values](const tl::expected<std::string, NotAdded>& done) {
    if (done) return;
    if (done.error().existing) return offer_to_text(*done.error().existing, done.error().reason);
    Form again = form;
    again.accept = [this, form, preset](const FormValues& entered) {
      return accept(preset, form, entered);
    };
    forms_.reopen(std::move(again), values, done.error().reason);
  };
  if (is_the_one_that_texted) {
    added(roster_.add_known(contact, preset.jid));
  } else {
    roster_.add(std::move(contact), way->gateway, added);
  }
  return std::nullopt;
}

bool ContactDialog::is_of(const ContactPreset& preset, const sms::PhoneAddress& party) const {
  const PurpleAccount* account = find_xmpp_account(preset.account);
  return !preset.jid.empty() && account != nullptr && gateways_.party(account, preset.jid) == party;
}

void ContactDialog::offer_to_text(const SmsContact& existing, const std::string& reason) {
  forms_.confirm({.title = _("Add SMS contact"),
                  .primary = reason,
                  .secondary = _("Nobody was added: each number has only one conversation."),
                  .yes = _("_Open conversation"),
                  .no = _("_Close"),
                  .on_yes = [this, existing] {
                    texting_.text({.account = existing.account,
                                   .gateway = std::nullopt,
                                   .party = existing.party,
                                   .body = ""},
                                  [](const std::optional<std::string>& problem) {
                                    if (!problem) return;
                                    purple_notify_error(purple_get_core(), _("SMS over XMPP"),
                                                        problem->c_str(), nullptr);
                                  });
                  }});
}

}  // namespace plugin
