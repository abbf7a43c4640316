// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/disco_walk.h"

#include <algorithm>

#include "plugin/gateways/known_gateways.h"

namespace plugin {
namespace {

/// The identity that makes a service a gateway of texts.
/// Source:  XMPP Registrar, service discovery identities, category "gateway": "sms" is texts,
///          "pstn" the telephone network. That may be calls alone, so it counts only where the user
///          has contacts already; "simple" (SIP) and the rest have no phone numbers for addresses.
const Identity* gateway_identity(const DiscoInfo& info, bool is_in_contacts) {
  if (const Identity* identity = info.find("gateway", "sms")) return identity;
  return is_in_contacts ? info.find("gateway", "pstn") : nullptr;
}

}  // namespace

DiscoWalk::DiscoWalk(const WalkPlan& plan) : not_looked_at_(plan.left_out) {
  add(plan.server, "", false, most_services);
  for (const std::string& domain : plan.typed)
    add(domain, "", false, most_services);
  const std::size_t most = entries_.size() + most_contacts;
  for (const std::string& domain : plan.contacts)
    add(domain, "", true, most);
}

void DiscoWalk::add(const std::string& domain, const std::string& name, bool is_in_contacts,
                    std::size_t most) {
  if (const auto found = places_.find(domain); found != places_.end()) {
    Service& service = entries_[found->second].service;
    service.is_in_contacts |= is_in_contacts;
    if (service.name.empty()) service.name = name;
    return;
  }
  if (entries_.size() >= most || entries_.size() >= most_services) {
    ++not_looked_at_;
    return;
  }
  places_.emplace(domain, entries_.size());
  Service service;
  service.domain = domain;
  service.name = name;
  service.is_gateway = is_known_gateway(domain);
  service.is_in_contacts = is_in_contacts;
  entries_.push_back({.service = std::move(service)});
}

std::vector<DiscoQuery> DiscoWalk::next_queries() {
  std::vector<DiscoQuery> queries;
  while (in_flight_ < most_in_flight) {
    if (next_ > 0 && items_ == State::waiting) {
      items_ = State::asked;
      queries.push_back(
          {.domain = entries_.front().service.domain, .what = DiscoQuery::What::items});
    } else if (next_ < entries_.size()) {
      Entry& entry = entries_[next_++];
      entry.state = State::asked;
      queries.push_back({.domain = entry.service.domain, .what = DiscoQuery::What::info});
    } else {
      break;
    }
    ++in_flight_;
  }
  return queries;
}

DiscoWalk::Entry* DiscoWalk::asked(std::string_view domain) {
  const auto found = places_.find(std::string(domain));
  if (found == places_.end()) return nullptr;
  Entry& entry = entries_[found->second];
  return entry.state == State::asked ? &entry : nullptr;
}

void DiscoWalk::answered(std::string_view domain, const DiscoInfo& info) {
  Entry* entry = asked(domain);
  if (entry == nullptr) return;
  entry->state = State::answered;
  --in_flight_;
  Service& service = entry->service;
  service.translates = info.translates;
  service.registers = info.registers;
  const Identity* identity = gateway_identity(info, service.is_in_contacts);
  service.is_gateway |= identity != nullptr;
  if (identity != nullptr && !identity->name.empty()) {
    service.name = identity->name;
  } else if (service.name.empty() && !info.identities.empty()) {
    service.name = info.identities.front().name;
  }
}

void DiscoWalk::answered(std::string_view domain, const DiscoItems& items) {
  if (items_ != State::asked || domain != entries_.front().service.domain) return;
  items_ = State::answered;
  --in_flight_;
  not_looked_at_ += items.left_out;
  // Servers list in any order, another one each time; the default gateway is not to change with it.
  std::vector<DiscoItem> sorted = items.items;
  std::ranges::sort(sorted, {}, &DiscoItem::domain);
  for (const DiscoItem& item : sorted)
    add(item.domain, item.name, false, most_services);
}

void DiscoWalk::failed(const DiscoQuery& query) {
  if (query.what == DiscoQuery::What::items) {
    if (items_ != State::asked || query.domain != entries_.front().service.domain) return;
    items_ = State::failed;
    --in_flight_;
  } else if (Entry* entry = asked(query.domain)) {
    entry->state = State::failed;
    --in_flight_;
  }
}

bool DiscoWalk::is_done() const {
  return in_flight_ == 0 && next_ == entries_.size() && items_ != State::waiting;
}

std::vector<Service> DiscoWalk::services() const {
  std::vector<Service> result;
  for (const Entry& entry : entries_) {
    if (entry.state == State::answered || entry.service.is_gateway) result.push_back(entry.service);
  }
  return result;
}

}  // namespace plugin
