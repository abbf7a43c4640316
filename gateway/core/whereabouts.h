// SPDX-License-Identifier: GPL-2.0-or-later
// Which of their clients users are at, as far as the gateway can know.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "gateway/model/clock.h"

namespace gateway {

/// Presence tells it, of those who let the gateway see them, until the link breaks: what happens
/// then, nobody tells us. In memory only: after a restart nothing is known until they move.
class Whereabouts {
 public:
  /// After that, whether one went or was never seen is the same to whoever asks.
  static constexpr std::chrono::minutes remembered{1};
  /// Of one user; so that nobody fills the memory.
  static constexpr std::size_t most_clients = 32;

  /// Shape:   `user` as user_of() writes it; true when this client was not known to be there
  bool came(const std::string& user, const std::string& client, Time now);
  void went(const std::string& user, const std::string& client, Time now);
  /// They are not to be seen any more.
  void forget(const std::string& user) { clients_.erase(user); }
  void forget_all() { clients_.clear(); }

  /// Shape:   nullopt: nobody knows
  [[nodiscard]] std::optional<bool> is_there(const std::string& user,
                                             const std::string& client) const;

 private:
  using Clients =
      std::unordered_map<std::string, std::optional<Time>>;  ///< since when each is gone

  static void make_room(Clients& clients, Time now);

  std::unordered_map<std::string, Clients> clients_;  ///< by user
};

}  // namespace gateway
