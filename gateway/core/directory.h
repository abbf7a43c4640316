// SPDX-License-Identifier: GPL-2.0-or-later
// Whose number is which, and which carrier serves it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/core/pair_table.h"
#include "gateway/core/settings.h"
#include "gateway/store/store.h"

namespace gateway {

/// The way of a text out.
struct Route {
  std::string own;
  std::string carrier;
  bool is_new = false;  ///< the pair has no number yet: Claims gives it this one, before the text
};

enum class NoRoute {
  unknown_user,
  no_number,   ///< the user's pool has no number left for this phone
  no_carrier,  ///< nobody serves the user's number
};

/// A number is one user's, or in a pool: then every (user, phone) has one number that stays, and
/// (number, phone) leads back to the user.
class Directory {
 public:
  /// What a conversation over a pool is kept under in the store; the value is the user.
  static constexpr std::string_view pair_prefix = "pair/";
  [[nodiscard]] static std::string pair_key(std::string_view own, std::string_view peer);

  explicit Directory(const Settings& settings) { set_settings(settings); }

  /// Registrations and pairs stay.
  void set_settings(const Settings& settings);
  void add_registration(const Registration& registration);
  void remove_registration(const std::string& user);
  /// From the store: `key` begins with pair_prefix.
  void restore_pair(std::string_view key, const std::string& user);

  [[nodiscard]] bool knows(const std::string& user) const { return find(user) != nullptr; }
  [[nodiscard]] bool is_configured(const std::string& user) const {
    return configured_.contains(user);
  }
  [[nodiscard]] bool is_admin(const std::string& user) const;
  /// Of their own; empty for those with a pool.
  [[nodiscard]] std::string number_of(const std::string& user) const;
  [[nodiscard]] std::vector<std::string> users() const;

  [[nodiscard]] tl::expected<Route, NoRoute> route(const std::string& user,
                                                   const std::string& peer) const;
  void claim(const std::string& own, const std::string& peer, const std::string& user);
  /// The number is free for nobody else towards this phone, and leads nobody back yet.
  void reserve(const std::string& own, const std::string& peer, const std::string& user);
  void unreserve(const std::string& own, const std::string& peer);

  /// Who gets what `peer` sends to `own`.
  [[nodiscard]] std::optional<std::string> owner(const std::string& own,
                                                 const std::string& peer) const;
  /// Empty when there is none.
  [[nodiscard]] std::string carrier_of(const std::string& own) const;

 private:
  struct Entry {
    std::string number;
    std::string pool;
    bool is_admin = false;
    std::vector<std::string> also = {};
  };

  [[nodiscard]] const Entry* find(const std::string& user) const;
  void index_numbers();
  /// Which one the pair has, or nullptr.
  [[nodiscard]] const std::string* own_number(const std::string& user,
                                              const std::string& peer) const;
  /// Of a pool, for a pair that has none: its own if it is being stored; or else one that nobody
  /// ever wrote to this phone from, or else one of somebody who is no longer a user, so that late
  /// answers to them reach no stranger.
  [[nodiscard]] const std::string* free_number(const std::vector<std::string>& numbers,
                                               const std::string& user,
                                               const std::string& peer) const;

  std::unordered_map<std::string, Entry> configured_;
  std::unordered_map<std::string, Entry> registered_;
  std::unordered_map<std::string, std::string> user_of_number_;
  std::unordered_map<std::string, std::string> carrier_of_number_;
  std::unordered_map<std::string, std::vector<std::string>> pools_;
  std::string default_carrier_;
  std::string registration_pool_;
  PairTable pairs_;
  std::map<std::string, std::string> reserved_;  ///< users, by pair_key()
};

}  // namespace gateway
