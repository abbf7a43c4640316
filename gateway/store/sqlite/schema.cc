// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/schema.h"

#include <array>
#include <string>

#include "gateway/store/sqlite/errors.h"

namespace gateway::sqlite {
namespace {

// The numbers of Direction, State and FailureKind are on disk: a change of them needs a migration.
static_assert(static_cast<int>(Direction::out) == 0 && static_cast<int>(Direction::in) == 1);
static_assert(static_cast<int>(State::queued) == 0 && static_cast<int>(State::sending) == 1 &&
              static_cast<int>(State::unclear) == 2 && static_cast<int>(State::accepted) == 3 &&
              static_cast<int>(State::delivered) == 4 && static_cast<int>(State::failed) == 5 &&
              static_cast<int>(State::handed_over) == 6);
static_assert(static_cast<int>(FailureKind::none) == 0 &&
              static_cast<int>(FailureKind::invalid_number) == 1 &&
              static_cast<int>(FailureKind::carrier_gone) == 10 &&
              static_cast<int>(FailureKind::unclear) == 11);

// AUTOINCREMENT: an id that was forgotten is not given again. `counts` holds how many messages are
// in which state, so that nobody counts a million of them.
constexpr const char* version_1 = R"(
CREATE TABLE messages(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  direction INTEGER NOT NULL,
  state INTEGER NOT NULL,
  user TEXT NOT NULL,
  resource TEXT NOT NULL,
  own TEXT NOT NULL,
  peer TEXT NOT NULL,
  carrier TEXT NOT NULL,
  carrier_id TEXT NOT NULL,
  body TEXT NOT NULL,
  media TEXT NOT NULL,
  stanza_id TEXT NOT NULL,
  wants_receipt INTEGER NOT NULL,
  owes_news INTEGER NOT NULL,
  received INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  failure INTEGER NOT NULL,
  failure_text TEXT NOT NULL,
  failure_code TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_by_carrier_id ON messages(carrier_id, carrier, direction)
  WHERE carrier_id <> '';
CREATE INDEX messages_under_way ON messages(direction, state, carrier) WHERE +state < 4;
CREATE INDEX messages_of_number ON messages(direction, own) WHERE +state < 4;
CREATE INDEX messages_of_pair ON messages(direction, own, peer) WHERE +state < 4;
CREATE INDEX messages_owing ON messages(direction) WHERE owes_news = 1;
CREATE INDEX messages_final ON messages(changed) WHERE state >= 4;
CREATE INDEX messages_by_user ON messages(user, direction, received);
CREATE TABLE counts(
  direction INTEGER NOT NULL,
  state INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY(direction, state)
) STRICT, WITHOUT ROWID;
CREATE TABLE registrations(jid TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE blocked(user TEXT NOT NULL, peer TEXT NOT NULL, PRIMARY KEY(user, peer))
  STRICT, WITHOUT ROWID;
CREATE TABLE "values"(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

// Every index costs what changes a row: a page of the log for each that is touched. So none holds a
// text longer than it is looked for there: `queued` pages of a backlog, `begun` what a run before
// left open, `of_number` and `of_pair` what was left on disk behind a window, `over` what can be
// forgotten. A text from a phone is in none of a user's or a number's.
constexpr const char* version_2 = R"(
DROP INDEX messages_under_way;
DROP INDEX messages_of_number;
DROP INDEX messages_of_pair;
DROP INDEX messages_final;
DROP INDEX messages_by_user;
CREATE INDEX messages_queued ON messages(direction, carrier) WHERE state = 0;
CREATE INDEX messages_begun ON messages(direction, carrier) WHERE state IN (1, 2);
CREATE INDEX messages_of_number ON messages(own) WHERE state = 0 AND direction = 0;
CREATE INDEX messages_of_pair ON messages(own, peer) WHERE state = 0 AND direction = 0;
CREATE INDEX messages_over ON messages(state, changed) WHERE state >= 3 AND owes_news = 0;
CREATE INDEX messages_by_user ON messages(user, received) WHERE direction = 0;
)";

// The step at index n leads from version n to n + 1. Steps that were released never change.
constexpr std::array steps{version_1, version_2};

struct Deadline {
  std::chrono::steady_clock::time_point when;
};

int is_late(void* deadline) noexcept {
  return std::chrono::steady_clock::now() >= static_cast<Deadline*>(deadline)->when ? 1 : 0;
}

}  // namespace

std::int64_t newest_schema() {
  return static_cast<std::int64_t>(steps.size());
}

std::optional<StoreError> not_ours(Database& database, const std::filesystem::path& file,
                                   Role role) {
  const auto id = database.integer_of("PRAGMA application_id");
  const auto version = database.integer_of("PRAGMA user_version");
  const bool is_empty =
      id == 0 && version == 0 && database.integer_of("SELECT count(*) FROM sqlite_schema") == 0;
  if (is_empty) return std::nullopt;
  if (id != application_id) {
    return StoreError{StoreErrorCode::corrupt,
                      file.string() +
                          " is a database of another program, not a store of messages: "
                          "name another file"};
  }
  if (version > newest_schema()) {
    return StoreError{StoreErrorCode::newer_schema,
                      named(file, role) + " was written by a newer version (its schema is " +
                          std::to_string(version) + ", this version knows " +
                          std::to_string(newest_schema()) +
                          "): install that version again, or restore a backup from before it"};
  }
  return std::nullopt;
}

void migrate(Database& database, Time now) {
  for (auto version = database.integer_of("PRAGMA user_version"); version < newest_schema();
       ++version) {
    database.execute("BEGIN IMMEDIATE");
    database.execute(steps.at(static_cast<std::size_t>(version)));
    if (version == 0) give_ids_from(database, now);
    database.execute("PRAGMA application_id = " + std::to_string(application_id));
    database.execute("PRAGMA user_version = " + std::to_string(version + 1));
    database.execute("COMMIT");
  }
}

void give_ids_from(Database& database, Time now) {
  const std::int64_t last = now.time_since_epoch().count();
  const auto given = database.integer_of(
      "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'messages'");
  if (last <= given) return;
  database.execute("DELETE FROM sqlite_sequence WHERE name = 'messages'");
  database.execute("INSERT INTO sqlite_sequence(name, seq) VALUES('messages', " +
                   std::to_string(last) + ")");
}

std::optional<StoreError> find_damage(Database& database, const std::filesystem::path& file,
                                      std::chrono::milliseconds at_most, Role role) {
  constexpr int steps_between_looks = 10'000;
  Deadline deadline{std::chrono::steady_clock::now() + at_most};
  if (at_most.count() > 0) {
    sqlite3_progress_handler(database.get(), steps_between_looks, is_late, &deadline);
  }
  std::string found = "ok";
  try {
    found = database.text_of(at_most.count() > 0 ? "PRAGMA quick_check(1)"
                                                 : "PRAGMA integrity_check(1)");
  } catch (const DatabaseError& error) {
    sqlite3_progress_handler(database.get(), 0, nullptr, nullptr);
    if (error.primary_code() != SQLITE_INTERRUPT) throw;
    return std::nullopt;
  }
  sqlite3_progress_handler(database.get(), 0, nullptr, nullptr);
  if (found == "ok") return std::nullopt;
  return damaged(file, found.substr(0, found.find('\n')), role);
}

}  // namespace gateway::sqlite
