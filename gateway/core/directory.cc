// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/directory.h"

#include <algorithm>

#include "gateway/core/jid.h"

namespace gateway {

std::string Directory::pair_key(std::string_view own, std::string_view peer) {
  // A tab is in no number, short code or name.
  return std::string(pair_prefix).append(own).append("\t").append(peer);
}

void Directory::set_settings(const Settings& settings) {
  configured_.clear();
  for (const UserSettings& user : settings.users) {
    configured_[user_of(user.jid)] = {user.number, user.pool, user.is_admin, user.also};
  }
  carrier_of_number_.clear();
  for (const NumberSettings& number : settings.numbers) {
    carrier_of_number_[number.number] = number.carrier;
  }
  pools_.clear();
  for (const PoolSettings& pool : settings.pools)
    pools_[pool.name] = pool.numbers;
  default_carrier_ = settings.default_carrier;
  registration_pool_ = settings.registration_pool;
  index_numbers();
}

void Directory::add_registration(const Registration& registration) {
  registered_[user_of(registration.jid)] = {
      registration.number,
      registration.number.empty() ? registration_pool_ : std::string(),
      false,
      {}};
  index_numbers();
}

void Directory::remove_registration(const std::string& user) {
  registered_.erase(user);
  index_numbers();
}

void Directory::index_numbers() {
  user_of_number_.clear();
  for (auto& [user, entry] : registered_) {
    if (entry.number.empty()) entry.pool = registration_pool_;
    if (!entry.number.empty()) user_of_number_[entry.number] = user;
  }
  for (const auto& [user, entry] : configured_) {
    if (!entry.number.empty()) user_of_number_[entry.number] = user;
    for (const std::string& number : entry.also)
      user_of_number_[number] = user;
  }
}

const Directory::Entry* Directory::find(const std::string& user) const {
  for (const auto* entries : {&configured_, &registered_}) {
    const auto found = entries->find(user);
    if (found != entries->end()) return &found->second;
  }
  return nullptr;
}

bool Directory::is_admin(const std::string& user) const {
  const Entry* entry = find(user);
  return entry != nullptr && entry->is_admin;
}

std::string Directory::number_of(const std::string& user) const {
  const Entry* entry = find(user);
  return entry == nullptr ? std::string() : entry->number;
}

std::vector<std::string> Directory::users() const {
  std::vector<std::string> all;
  for (const auto& [user, entry] : configured_)
    all.push_back(user);
  for (const auto& [user, entry] : registered_) {
    if (!configured_.contains(user)) all.push_back(user);
  }
  std::ranges::sort(all);
  return all;
}

tl::expected<Route, NoRoute> Directory::route(const std::string& user,
                                              const std::string& peer) const {
  const Entry* entry = find(user);
  if (entry == nullptr) return tl::unexpected(NoRoute::unknown_user);
  Route route{.own = entry->number, .carrier = {}};
  if (route.own.empty()) {
    const auto pool = pools_.find(entry->pool);
    if (pool == pools_.end()) return tl::unexpected(NoRoute::no_number);
    const std::string* known = pairs_.own_of(user, peer);
    const auto& numbers = pool->second;
    if (known != nullptr && std::ranges::count(numbers, *known) != 0) {
      route.own = *known;
    } else {
      const auto free = std::ranges::find_if(numbers, [&](const std::string& number) {
        return pairs_.user_of(number, peer) == nullptr && !user_of_number_.contains(number);
      });
      if (free == numbers.end()) return tl::unexpected(NoRoute::no_number);
      route.own = *free;
      route.is_new = true;
    }
  }
  route.carrier = carrier_of(route.own);
  if (route.carrier.empty()) return tl::unexpected(NoRoute::no_carrier);
  return route;
}

void Directory::claim(const std::string& own, const std::string& peer, const std::string& user) {
  pairs_.claim(own, peer, user);
}

void Directory::restore_pair(std::string_view key, const std::string& user) {
  if (!key.starts_with(pair_prefix)) return;
  key.remove_prefix(pair_prefix.size());
  const auto tab = key.find('\t');
  if (tab == std::string_view::npos) return;
  claim(std::string(key.substr(0, tab)), std::string(key.substr(tab + 1)), user);
}

std::optional<std::string> Directory::owner(const std::string& own, const std::string& peer) const {
  const auto number = user_of_number_.find(own);
  if (number != user_of_number_.end()) return number->second;
  const std::string* claimed = pairs_.user_of(own, peer);
  // Somebody who is no longer a user gets nothing any more.
  if (claimed != nullptr && knows(*claimed)) return *claimed;
  return std::nullopt;
}

std::string Directory::carrier_of(const std::string& own) const {
  const auto found = carrier_of_number_.find(own);
  return found == carrier_of_number_.end() ? default_carrier_ : found->second;
}

}  // namespace gateway
