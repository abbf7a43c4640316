// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/settings_dialog.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/gateway_settings.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/settings.h"
#include "plugin/shown_text.h"
#include "plugin/trimmed.h"
#include "sms/number.h"
#include "sms/segments.h"

namespace plugin {
namespace {

using Kind = FormField::Kind;

std::string default_id(const std::string& account) {
  return "default " + account;
}

/// A typed gateway of an account, as one word for an option: neither has a space.
std::string removal_id(const std::string& account, const std::string& gateway) {
  return account + " " + gateway;
}

std::string explain() {
  const std::optional<sms::Region> system = region_of_system();
  if (!system) {
    return _(
        "Numbers without a country code are read as your country's: type its two letters, such as "
        "DE or US.");
  }
  // Translators: %s is a country's two letters, such as AT.
  return textf(_("Numbers without a country code are read as your country's. If this is empty, it "
                 "is %s, from the language settings of this computer."),
               std::string(system->code()).c_str());
}

/// One choice for each account that knows several gateways.
void add_defaults(std::vector<FormField>& fields, const Gateways& gateways) {
  for (const PurpleAccount* account : xmpp_accounts()) {
    const std::vector<GatewayInfo> known = gateways.of(account);
    if (known.size() < 2) continue;
    const std::string jid = account_jid(account);
    FormField field{.id = default_id(jid),
                    // Translators: %s is an account (JID), and a choice of SMS services follows.
                    .label = textf(_("%s via"), in_label(jid).c_str()),
                    .kind = Kind::choice};
    for (const GatewayInfo& gateway : known) {
      const std::string& domain = gateway.addresses.domain();
      field.options.push_back(
          {domain,
           // Translators: an SMS service's name for itself, and its address.
           gateway.name.empty()
               ? domain
               : textf(_("%s, %s"), shown_text(gateway.name, 40).c_str(), domain.c_str()),
           field.options.empty()});
    }
    fields.push_back(std::move(field));
  }
}

/// A line for a new gateway, and whose it is to be.
void add_new(std::vector<FormField>& fields) {
  const std::vector<PurpleAccount*> accounts = xmpp_accounts();
  if (accounts.empty()) return;
  fields.push_back({.id = "new", .label = _("_Add the service at")});
  if (accounts.size() == 1) return;
  FormField field{.id = "new for", .label = _("_for"), .kind = Kind::choice};
  for (const PurpleAccount* account : accounts)
    field.options.push_back({account_jid(account), account_jid(account), field.options.empty()});
  fields.push_back(std::move(field));
}

void add_removal(std::vector<FormField>& fields) {
  FormField field{.id = "remove",
                  .label = _("_Remove the service at"),
                  .kind = Kind::choice,
                  // Translators: stands in a list of SMS services, for none of them.
                  .options = {{"", _("(none)"), true}}};
  for (const PurpleAccount* account : xmpp_accounts()) {
    const std::string jid = account_jid(account);
    for (const std::string& gateway : typed_gateways(account)) {
      field.options.push_back({removal_id(jid, gateway),
                               // Translators: an SMS service's address, and an account (JID).
                               textf(_("%s, of %s"), gateway.c_str(), jid.c_str()), false});
    }
  }
  if (field.options.size() > 1) fields.push_back(std::move(field));
}

/// What was entered, read and found good.
struct Entered {
  std::string region;
  int ask_above = 0;
  std::string group;
};

tl::expected<Entered, std::string> read(const FormValues& values) {
  Entered entered;
  if (const std::string code(trimmed(values.text("region"))); !code.empty()) {
    const std::optional<sms::Region> region = sms::Region::parse(code);
    if (!region || !sms::example_number(*region)) {
      // Translators: %s is what the user typed.
      return tl::make_unexpected(
          textf(_("“%s” is not the two letters of a country. Germany is DE, the United States US."),
                shown_text(code, 20).c_str()));
    }
    entered.region = region->code();
  }
  const std::string limit(trimmed(values.text("ask above")));
  const char* end = limit.data() + limit.size();
  const auto [stop, error] = std::from_chars(limit.data(), end, entered.ask_above);
  if (error != std::errc() || stop != end || entered.ask_above < 0 ||
      entered.ask_above > static_cast<int>(sms::max_segments)) {
    // Translators: the first %s is what the user typed.
    return tl::make_unexpected(
        textf(_("“%s” is not a number of SMS. Type one from 0 to %zu; 0 never asks."),
              shown_text(limit, 20).c_str(), sms::max_segments));
  }
  entered.group = shown_text(trimmed(values.text("group")), 100);
  if (entered.group.empty()) {
    return tl::make_unexpected(std::string(_("The group for new contacts needs a name.")));
  }
  return entered;
}

/// Errors:  a sentence; nothing was added then
std::optional<std::string> add_gateway(Gateways& gateways, const FormValues& values) {
  const std::string address(trimmed(values.text("new")));
  if (address.empty()) return std::nullopt;
  const std::vector<PurpleAccount*> accounts = xmpp_accounts();
  const std::string owner = values.text("new for");
  const auto found = std::ranges::find_if(accounts, [&](const PurpleAccount* account) {
    return owner.empty() || account_jid(account) == owner;
  });
  if (found == accounts.end()) return _("That account is gone.");
  const auto added = gateways.add_typed(*found, address);
  return added ? std::nullopt : std::optional(shown_text(added.error(), 300));
}

std::optional<std::string> accept(Gateways& gateways, const FormValues& values) {
  const auto entered = read(values);
  if (!entered) return entered.error();
  if (std::optional<std::string> problem = add_gateway(gateways, values)) return problem;

  const std::string removed = values.text("remove");
  for (PurpleAccount* account : xmpp_accounts()) {
    const std::string jid = account_jid(account);
    for (const std::string& gateway : typed_gateways(account)) {
      if (removed == removal_id(jid, gateway)) gateways.remove_typed(account, gateway);
    }
    const std::string chosen = values.text(default_id(jid));
    if (!chosen.empty()) choose_gateway(account, chosen);
  }
  settings::set_region_code(entered->region);
  settings::set_ask_above_segments(entered->ask_above);
  settings::switch_receipts(values.is_on("receipts"));
  settings::set_group_name(entered->group);
  return std::nullopt;
}

}  // namespace

void open_settings_dialog(Forms& forms, Gateways& gateways) {
  std::vector<FormField> fields = {
      {.id = "region", .label = _("Co_untry"), .value = settings::region_code()}};
  add_defaults(fields, gateways);
  add_new(fields);
  add_removal(fields);
  fields.push_back({.id = "ask above",
                    .label = _("Ask if _more SMS than"),
                    .value = std::to_string(settings::ask_above_segments())});
  fields.push_back(
      {.id = "group", .label = _("_Group for new contacts"), .value = settings::group_name()});
  fields.push_back({.id = "receipts",
                    .label = _("Say what was delivered"),
                    .kind = Kind::check,
                    .value = settings::are_receipts_on() ? "on" : ""});
  forms.open(
      {.title = _("SMS settings"),
       .primary = _("How texts are sent"),
       .secondary = explain(),
       .fields = std::move(fields),
       .ok = _("_OK"),
       .accept = [&gateways](const FormValues& values) { return accept(gateways, values); }});
}

}  // namespace plugin
