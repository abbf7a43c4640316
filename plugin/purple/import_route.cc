// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/import_route.h"

#include <memory>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/region_in_use.h"

namespace plugin {
namespace {

using Outcome = AddResult::Outcome;

AddResult result_of(const tl::expected<std::string, NotAdded>& added) {
  if (added) return {Outcome::added, ""};
  if (added.error().existing) return {Outcome::there_already, ""};
  return {Outcome::stopped, added.error().reason};
}

}  // namespace

ImportTarget import_target(Roster& roster, const Route& route) {
  // Read once: the plan has nobody twice, and the list may be long.
  auto contacts = std::make_shared<const ContactIndex>(roster.contacts());
  return {.region = region_in_use(),
          .existing =
              [contacts, account = route.account] {
                std::vector<ExistingContact> existing;
                for (const SmsContact& contact : contacts->all()) {
                  const auto* number = std::get_if<sms::E164>(&contact.party);
                  if (number != nullptr && contact.account == account) {
                    existing.push_back({*number, contact.name});
                  }
                }
                return existing;
              },
          .add =
              [&roster, contacts, route](const std::string& name, const sms::E164& number,
                                         const std::function<void(AddResult)>& done) {
                roster.add(
                    {.account = route.account, .party = number, .name = name, .group = ""},
                    route.gateway, [done](const auto& added) { done(result_of(added)); },
                    contacts.get());
              }};
}

void choose_import_route(Forms& forms, const Gateways& gateways,
                         const std::function<void(const Route&)>& chosen) {
  std::vector<Route> all = routes(gateways);
  if (all.empty()) {
    purple_notify_info(purple_get_core(), _("Import contacts"), _("Contacts cannot be added yet."),
                       explain_no_route("").c_str());
    return;
  }
  if (all.size() == 1) return chosen(all.front());
  Form form{.title = _("Import contacts"),
            .primary = _("Where should the contacts be added?"),
            .secondary = "",
            .fields = {route_field(all)},
            .ok = _("Co_ntinue"),
            .accept = [all, chosen](const FormValues& values) -> std::optional<std::string> {
              chosen(chosen_route(all, values).value_or(all.front()));
              return std::nullopt;
            },
            .cancel = {}};
  forms.open(std::move(form));
}

}  // namespace plugin
