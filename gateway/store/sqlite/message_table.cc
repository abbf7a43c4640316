// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/message_table.h"

#include <algorithm>
#include <limits>

#include "gateway/store/sqlite/message_row.h"

namespace gateway::sqlite {
namespace {

constexpr std::int64_t states = 7;

// As in the conditions of the indexes.
bool are_waiting(const Select& select) {
  return !select.states.empty() && std::ranges::all_of(select.states, [](State state) {
    return state == State::queued || state == State::sending || state == State::unclear;
  });
}
bool are_queued_out(const Select& select) {
  return select.direction == Direction::out && !select.states.empty() &&
         std::ranges::all_of(select.states, [](State state) { return state == State::queued; });
}

/// A bit for each state; all when none is named.
std::int64_t bits_of(const std::vector<State>& wanted) {
  std::int64_t bits = wanted.empty() ? (1 << states) - 1 : 0;
  for (const State state : wanted)
    bits |= std::int64_t{1} << number_of(state);
  return bits;
}

std::int64_t bounded(std::size_t limit) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return limit > static_cast<std::size_t>(most) ? most : static_cast<std::int64_t>(limit);
}

}  // namespace

std::string select_statement(const Select& select) {
  const char* source = "NOT INDEXED WHERE";
  if (select.owes_news.value_or(false)) {
    source = "INDEXED BY messages_owing WHERE owes_news = 1 AND";
  } else if (select.own && are_queued_out(select)) {
    source = select.peer ? "INDEXED BY messages_of_pair WHERE state = 0 AND direction = 0 AND"
                         : "INDEXED BY messages_of_number WHERE state = 0 AND direction = 0 AND";
  } else if (select.user && select.direction == Direction::out) {
    source = "INDEXED BY messages_by_user WHERE direction = 0 AND";
  }
  std::string sql = std::string("SELECT id FROM messages ") + source +
                    " direction = ?1 AND (?2 >> state) & 1 AND id > ?3";
  if (select.carrier) sql += " AND carrier = ?5";
  if (select.user) sql += " AND user = ?6";
  if (select.own) sql += " AND own = ?7";
  if (select.peer) sql += " AND peer = ?8";
  if (select.owes_news) sql += *select.owes_news ? " AND owes_news = 1" : " AND owes_news = 0";
  // So that all eight are parameters, whichever are used.
  return sql + " AND (1 OR ?5 OR ?6 OR ?7 OR ?8) ORDER BY id LIMIT ?4";
}

MessageTable::MessageTable(Database& database)
    : database_(database),
      add_(database.get(),
           "INSERT INTO messages(direction, state, user, resource, own, peer, carrier, carrier_id,"
           " body, media, stanza_id, wants_receipt, owes_news, received, changed, due, attempts,"
           " failure, failure_text, failure_code)"
           " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)"
           " ON CONFLICT(carrier_id, carrier, direction) WHERE carrier_id <> '' DO NOTHING"),
      find_(database.get(),
            "SELECT " + std::string(message_columns) + " FROM messages WHERE id = ?1"),
      where_(database.get(), "SELECT direction, state FROM messages WHERE id = ?1"),
      by_carrier_id_(database.get(),
                     "SELECT id FROM messages WHERE carrier_id <> '' AND carrier_id = ?3"
                     " AND carrier = ?2 AND direction = ?1"),
      queued_(database.get(), select_queued),
      begun_(database.get(), select_begun),
      count_all_(database.get(), "SELECT state, messages FROM counts WHERE direction = ?1"),
      count_user_(database.get(),
                  "SELECT state, count(*) FROM messages INDEXED BY messages_by_user"
                  " WHERE direction = 0 AND user = ?1 AND received >= ?2 GROUP BY state"),
      change_count_(database.get(),
                    "INSERT INTO counts VALUES(?1, ?2, ?3)"
                    " ON CONFLICT DO UPDATE SET messages = messages + ?3"),
      forget_(database.get(),
              "DELETE FROM messages WHERE id IN (SELECT id FROM messages"
              " INDEXED BY messages_over WHERE state >= 3 AND owes_news = 0"
              " AND state = ?1 AND changed < ?2"
              " ORDER BY changed, id LIMIT ?3) RETURNING direction, state") {
  load_carriers();
}

void MessageTable::load_carriers() {
  const std::string next = " AND direction = ?1 AND carrier > ?2 ORDER BY carrier LIMIT 1";
  Statement queued(
      database_.get(),
      "SELECT carrier FROM messages INDEXED BY messages_queued WHERE state = 0" + next);
  Statement begun(
      database_.get(),
      "SELECT carrier FROM messages INDEXED BY messages_begun WHERE state IN (1, 2)" + next);
  for (std::size_t direction = 0; direction < carriers_.size(); ++direction) {
    for (Statement* statement : {&queued, &begun}) {
      std::string carrier;
      for (bool is_more = true; is_more;) {
        carriers_.at(direction).insert(carrier);  // the first is the empty one
        auto rows = statement->with(direction, carrier);
        is_more = rows.next();
        if (is_more) carrier = rows.text(0);
      }
    }
  }
}

Store::Added MessageTable::add(const Message& message) {
  const auto media = media_text(message.media);
  add_.run(number_of(message.direction), number_of(message.state), message.user, message.resource,
           message.own, message.peer, message.carrier, message.carrier_id, message.body, media,
           message.stanza_id, number_of(message.wants_receipt), number_of(message.owes_news),
           number_of(message.received), number_of(message.changed), number_of(message.due),
           message.attempts, number_of(message.failure.kind), message.failure.text,
           message.failure.code);
  if (database_.changes() == 0) {
    const auto same = find_by_carrier_id(message.direction, message.carrier, message.carrier_id);
    if (!same) throw DatabaseError(SQLITE_CORRUPT, "an index names a message that is not there");
    return {.id = *same, .is_new = false};
  }
  changed(number_of(message.direction), number_of(message.state), 1);
  carriers_.at(static_cast<std::size_t>(message.direction)).insert(message.carrier);
  return {.id = MessageId{sqlite3_last_insert_rowid(database_.get())}, .is_new = true};
}

Statement& MessageTable::update_statement(const Update& update) {
  const unsigned present = (update.carrier_id ? 1U : 0U) | (update.due ? 2U : 0U) |
                           (update.attempts ? 4U : 0U) | (update.failure ? 8U : 0U) |
                           (update.owes_news ? 16U : 0U);
  const auto known = updates_.find(present);
  if (known != updates_.end()) return known->second;
  // Only what is there is named: a column that is named has its indexes written again.
  std::string sql = "UPDATE messages SET state = ?2, changed = ?3";
  if (update.carrier_id) sql += ", carrier_id = ?4";
  if (update.due) sql += ", due = ?5";
  if (update.attempts) sql += ", attempts = ?6";
  if (update.failure) sql += ", failure = ?7, failure_text = ?8, failure_code = ?9";
  if (update.owes_news) sql += ", owes_news = ?10";
  // So that all ten are parameters, whichever are used.
  sql += " WHERE id = ?1 AND (1 OR ?10)";
  return updates_.emplace(present, Statement(database_.get(), sql)).first->second;
}

tl::expected<void, StoreError> MessageTable::update(const Update& update) {
  const auto before = where(update.id);
  if (!before) {
    return tl::unexpected(StoreError{StoreErrorCode::unknown_id,
                                     "there is no message " + std::to_string(update.id.value)});
  }
  const auto carrier_id = update.carrier_id.value_or(std::string());
  const auto failure = update.failure.value_or(Failure{});
  try {
    update_statement(update).run(update.id.value, number_of(update.state),
                                 number_of(update.changed), carrier_id,
                                 number_of(update.due.value_or(Time{})),
                                 update.attempts.value_or(0), number_of(failure.kind), failure.text,
                                 failure.code, number_of(update.owes_news.value_or(false)));
  } catch (const DatabaseError& error) {
    if (error.extended_code() != SQLITE_CONSTRAINT_UNIQUE) throw;
    return tl::unexpected(
        StoreError{StoreErrorCode::conflict, "another message has the carrier's id " + carrier_id});
  }
  changed(before->direction, before->state, -1);
  changed(before->direction, number_of(update.state), 1);
  return {};
}

std::vector<Message> MessageTable::select(const Select& select) {
  const bool is_by_carrier_only =
      are_waiting(select) && !select.user && !select.own && !select.peer && !select.owes_news;
  const auto ids = is_by_carrier_only ? ids_waiting(select) : ids_by(select);
  std::vector<Message> messages;
  messages.reserve(ids.size());
  for (const auto id : ids) {
    auto rows = find_.with(id);
    if (rows.next()) messages.push_back(read_message(rows));
  }
  return messages;
}

std::vector<std::int64_t> MessageTable::ids_waiting(const Select& select) {
  const std::int64_t wanted = bits_of(select.states);
  const std::int64_t queued = std::int64_t{1} << number_of(State::queued);
  std::vector<std::int64_t> ids;
  const auto read = [&](Rows&& rows) {
    while (rows.next())
      ids.push_back(rows.integer(0));
  };
  const auto read_carrier = [&](const std::string& carrier) {
    const auto direction = number_of(select.direction);
    const auto limit = bounded(select.limit);
    if ((wanted & queued) != 0) {
      read(queued_.with(direction, carrier, select.after.value, limit));
    }
    if ((wanted & ~queued) != 0) {
      read(begun_.with(direction, carrier, select.after.value, limit, wanted));
    }
  };
  if (select.carrier) {
    read_carrier(*select.carrier);
  } else {
    for (const auto& carrier : carriers_.at(static_cast<std::size_t>(select.direction)))
      read_carrier(carrier);
  }
  std::ranges::sort(ids);
  ids.resize(std::min(ids.size(), select.limit));
  return ids;
}

std::vector<std::int64_t> MessageTable::ids_by(const Select& select) {
  const auto sql = select_statement(select);
  auto known = selects_.find(sql);
  if (known == selects_.end()) known = selects_.emplace(sql, Statement(database_.get(), sql)).first;
  const auto carrier = select.carrier.value_or(std::string());
  const auto user = select.user.value_or(std::string());
  const auto own = select.own.value_or(std::string());
  const auto peer = select.peer.value_or(std::string());
  auto rows =
      known->second.with(number_of(select.direction), bits_of(select.states), select.after.value,
                         bounded(select.limit), carrier, user, own, peer);
  std::vector<std::int64_t> ids;
  while (rows.next())
    ids.push_back(rows.integer(0));
  return ids;
}

std::optional<MessageTable::Where> MessageTable::where(MessageId id) {
  auto rows = where_.with(id.value);
  if (!rows.next()) return std::nullopt;
  return Where{.direction = rows.integer(0), .state = rows.integer(1)};
}

std::optional<Message> MessageTable::find(MessageId id) {
  auto rows = find_.with(id.value);
  if (!rows.next()) return std::nullopt;
  return read_message(rows);
}

std::optional<MessageId> MessageTable::find_by_carrier_id(Direction direction,
                                                          const std::string& carrier,
                                                          const std::string& carrier_id) {
  auto rows = by_carrier_id_.with(number_of(direction), carrier, carrier_id);
  if (!rows.next()) return std::nullopt;
  return MessageId{rows.integer(0)};
}

namespace {

Counts counts_in(Rows&& rows) {
  Counts counts;
  while (rows.next()) {
    count_of(counts, static_cast<State>(rows.integer(0))) =
        static_cast<std::size_t>(rows.integer(1));
  }
  return counts;
}

}  // namespace

Counts MessageTable::count(Direction direction) {
  write_counts();
  return counts_in(count_all_.with(number_of(direction)));
}

Counts MessageTable::count_of_user(const std::string& user, Time since) {
  return counts_in(count_user_.with(user, number_of(since)));
}

std::size_t MessageTable::forget_final(Time before, Time accepted_before) {
  std::size_t count = 0;
  for (const State state : {State::delivered, State::failed, State::handed_over, State::accepted}) {
    const Time end = state == State::accepted ? accepted_before : before;
    std::vector<Where> gone;
    auto rows = forget_.with(number_of(state), number_of(end), Store::forgotten_at_once - count);
    while (rows.next())
      gone.push_back({.direction = rows.integer(0), .state = rows.integer(1)});
    // Now: when the next statement fails, this one's deletions stand.
    for (const auto& [direction, which] : gone)
      changed(direction, which, -1);
    count += gone.size();
  }
  return count;
}

void MessageTable::changed(std::int64_t direction, std::int64_t state, std::int64_t by) {
  changes_.at(static_cast<std::size_t>(direction)).at(static_cast<std::size_t>(state)) += by;
}

void MessageTable::write_counts() {
  for (std::size_t direction = 0; direction < changes_.size(); ++direction) {
    for (std::size_t state = 0; state < states; ++state) {
      auto& by = changes_.at(direction).at(state);
      if (by != 0) change_count_.run(direction, state, by);
      by = 0;
    }
  }
}

}  // namespace gateway::sqlite
