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
    const auto& numbers = pool->second;
    const std::string* own = own_number(user, peer);
    if (own == nullptr || std::ranges::count(numbers, *own) == 0) {
      own = free_number(numbers, user, peer);
      if (own == nullptr) return tl::unexpected(NoRoute::no_number);
      route.is_new = true;
    }
    route.own = *own;
  }
  route.carrier = carrier_of(route.own);
  if (route.carrier.empty()) return tl::unexpected(NoRoute::no_carrier);
  return route;
}

const std::string* Directory::own_number(const std::string& user, const std::string& peer) const {
  const std::string* own = pairs_.own_of(user, peer);
  if (own == nullptr) return nullptr;
  // Somebody else may have got it while this one was not a user.
  const std::string* owner = pairs_.user_of(*own, peer);
  return owner != nullptr && *owner == user ? own : nullptr;
}

const std::string* Directory::free_number(const std::vector<std::string>& numbers,
                                          const std::string& user, const std::string& peer) const {
  const auto reserved_for = [&](const std::string& number) {
    const auto found = reserved_.find(pair_key(number, peer));
    return found == reserved_.end() ? nullptr : &found->second;
  };
  const auto mine = std::ranges::find_if(numbers, [&](const std::string& number) {
    const std::string* whose = reserved_for(number);
    return whose != nullptr && *whose == user;
  });
  if (mine != numbers.end()) return &*mine;
  const std::string* left_behind = nullptr;
  for (const std::string& number : numbers) {
    if (user_of_number_.contains(number) || reserved_for(number) != nullptr) continue;
    const std::string* claimed = pairs_.user_of(number, peer);
    if (claimed == nullptr || *claimed == user) return &number;
    if (left_behind == nullptr && !knows(*claimed)) left_behind = &number;
  }
  return left_behind;
}

void Directory::reserve(const std::string& own, const std::string& peer, const std::string& user) {
  reserved_[pair_key(own, peer)] = user;
}

void Directory::unreserve(const std::string& own, const std::string& peer) {
  reserved_.erase(pair_key(own, peer));
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
