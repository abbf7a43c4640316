// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/small_tables.h"

namespace gateway::sqlite {

SmallTables::SmallTables(Database& database)
    : put_registration_(database.get(), "INSERT OR REPLACE INTO registrations VALUES(?1, ?2)"),
      remove_registration_(database.get(), "DELETE FROM registrations WHERE jid = ?1"),
      registrations_(database.get(), "SELECT jid, number FROM registrations ORDER BY jid"),
      block_(database.get(), "INSERT OR IGNORE INTO blocked VALUES(?1, ?2)"),
      unblock_(database.get(), "DELETE FROM blocked WHERE user = ?1 AND peer = ?2"),
      blocked_(database.get(), "SELECT user, peer FROM blocked ORDER BY user, peer"),
      put_(database.get(), "INSERT OR REPLACE INTO \"values\" VALUES(?1, ?2)"),
      remove_(database.get(), "DELETE FROM \"values\" WHERE key = ?1"),
      values_(database.get(), "SELECT key, value FROM \"values\" WHERE key >= ?1 ORDER BY key") {}

void SmallTables::put_registration(const Registration& registration) {
  put_registration_.run(registration.jid, registration.number);
}

void SmallTables::remove_registration(const std::string& jid) {
  remove_registration_.run(jid);
}

std::vector<Registration> SmallTables::registrations() {
  std::vector<Registration> result;
  auto rows = registrations_.with();
  while (rows.next())
    result.push_back({.jid = rows.text(0), .number = rows.text(1)});
  return result;
}

void SmallTables::set_blocked(const std::string& user, const std::string& peer, bool is_blocked) {
  (is_blocked ? block_ : unblock_).run(user, peer);
}

SmallTables::Pairs SmallTables::blocked() {
  Pairs result;
  auto rows = blocked_.with();
  while (rows.next())
    result.emplace_back(rows.text(0), rows.text(1));
  return result;
}

void SmallTables::put(const std::string& key, const std::string& value) {
  if (value.empty()) {
    remove_.run(key);
  } else {
    put_.run(key, value);
  }
}

SmallTables::Pairs SmallTables::values(const std::string& prefix) {
  Pairs result;
  auto rows = values_.with(prefix);
  while (rows.next()) {
    auto key = rows.text(0);
    if (!key.starts_with(prefix)) break;
    result.emplace_back(std::move(key), rows.text(1));
  }
  return result;
}

}  // namespace gateway::sqlite
