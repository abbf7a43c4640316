// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/whereabouts.h"

#include <utility>

namespace gateway {

bool Whereabouts::came(const std::string& user, const std::string& client, Time now) {
  Clients& clients = clients_[user];
  const auto known = clients.find(client);
  if (known != clients.end()) return std::exchange(known->second, std::nullopt).has_value();
  make_room(clients, now);
  clients.emplace(client, std::nullopt);
  return true;
}

void Whereabouts::went(const std::string& user, const std::string& client, Time now) {
  Clients& clients = clients_[user];
  make_room(clients, now);
  clients.insert_or_assign(client, now);
}

void Whereabouts::make_room(Clients& clients, Time now) {
  std::erase_if(clients, [now](const auto& entry) {
    return entry.second && now - *entry.second >= remembered;
  });
  if (clients.size() >= most_clients) clients.erase(clients.begin());
}

std::optional<bool> Whereabouts::is_there(const std::string& user,
                                          const std::string& client) const {
  const auto found = clients_.find(user);
  if (found == clients_.end()) return std::nullopt;
  const auto known = found->second.find(client);
  if (known == found->second.end()) return std::nullopt;
  return !known->second.has_value();
}

}  // namespace gateway
