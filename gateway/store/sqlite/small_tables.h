// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept beside messages: registrations, blocked numbers, small values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

/// Errors:  every function may throw DatabaseError
class SmallTables {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  explicit SmallTables(Database& database);

  void put_registration(const Registration& registration);
  void remove_registration(const std::string& jid);
  [[nodiscard]] std::vector<Registration> registrations();
  void set_blocked(const std::string& user, const std::string& peer, bool is_blocked);
  [[nodiscard]] Pairs blocked();
  void put(const std::string& key, const std::string& value);
  [[nodiscard]] Pairs values(const std::string& prefix);

 private:
  Statement put_registration_, remove_registration_, registrations_;
  Statement block_, unblock_, blocked_;
  Statement put_, remove_, values_;
};

}  // namespace gateway::sqlite
