// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/gateway_list.h"

#include <algorithm>
#include <utility>

#include "plugin/gateways/known_gateways.h"

namespace plugin {
namespace {

void add(std::vector<GatewayInfo>& list, tl::expected<sms::Gateway, sms::AddressError> gateway,
         Found how, const std::vector<Service>& services) {
  if (!gateway) return;
  const std::string& domain = gateway->domain();
  const auto is_there = [&](const GatewayInfo& info) { return info.addresses.domain() == domain; };
  if (std::ranges::any_of(list, is_there)) return;
  GatewayInfo info{.addresses = *gateway, .name = "", .how = how};
  const auto service =
      std::ranges::find_if(services, [&](const Service& s) { return s.domain == domain; });
  if (service != services.end()) {
    info.name = service->name;
    info.translates = service->translates;
    info.registers = service->registers;
  }
  list.push_back(std::move(info));
}

}  // namespace

tl::expected<sms::Gateway, sms::AddressError> read_gateway(std::string_view text) {
  return text.find('@') == std::string_view::npos ? sms::Gateway::at(text)
                                                  : sms::Gateway::from_template(text);
}

std::vector<GatewayInfo> list_gateways(const GatewaySources& sources) {
  std::vector<GatewayInfo> list;
  for (const std::string& text : sources.typed)
    add(list, read_gateway(text), Found::typed, sources.services);
  if (sources.is_google) {
    add(list, sms::Gateway::at(google_gateway), Found::built_in, sources.services);
  }
  for (const Service& service : sources.services) {
    if (!service.is_gateway) continue;
    add(list, sms::Gateway::at(service.domain),
        service.is_in_contacts ? Found::in_contacts : Found::discovered, sources.services);
  }
  // COMPAT(clang 14): it does not compile std::ranges::stable_partition.
  std::stable_partition(list.begin(), list.end(), [&](const GatewayInfo& info) {
    return info.addresses.domain() == sources.chosen;
  });
  return list;
}

}  // namespace plugin
