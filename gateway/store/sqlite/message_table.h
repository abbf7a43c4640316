// SPDX-License-Identifier: GPL-2.0-or-later
// The table of messages: what store.h asks for, as statements. Used on the worker's thread, within
// its transactions.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

/// A page of one carrier: read from the index as it lies, however long the backlog.
constexpr const char* select_queued =
    "SELECT id FROM messages INDEXED BY messages_queued WHERE state = 0"
    " AND direction = ?1 AND carrier = ?2 AND id > ?3 ORDER BY id LIMIT ?4";
/// The same of those whose sending was begun; ?5: a bit for each state.
constexpr const char* select_begun =
    "SELECT id FROM messages INDEXED BY messages_begun WHERE state IN (1, 2)"
    " AND direction = ?1 AND carrier = ?2 AND id > ?3 AND (?5 >> state) & 1 ORDER BY id LIMIT ?4";

/// Any other page, by the index that leaves the least to read; its values are parameters.
[[nodiscard]] std::string select_statement(const Select& select);

/// Errors:  every function may throw DatabaseError; the transaction then has nothing of that call,
///          but for what forget_final() had deleted before
class MessageTable {
 public:
  explicit MessageTable(Database& database);

  [[nodiscard]] Store::Added add(const Message& message);
  [[nodiscard]] tl::expected<void, StoreError> update(const Update& update);
  [[nodiscard]] std::vector<Message> select(const Select& select);
  [[nodiscard]] std::optional<Message> find(MessageId id);
  [[nodiscard]] std::optional<MessageId> find_by_carrier_id(Direction direction,
                                                            const std::string& carrier,
                                                            const std::string& carrier_id);
  [[nodiscard]] Counts count(Direction direction);
  [[nodiscard]] Counts count_of_user(const std::string& user, Time since);
  std::size_t forget_final(Time before, Time accepted_before);

  /// Writes how the numbers of messages changed; before each COMMIT.
  void write_counts();
  /// After a ROLLBACK.
  void forget_counts() { changes_ = {}; }

 private:
  struct Where {
    std::int64_t direction = 0, state = 0;
  };
  [[nodiscard]] std::optional<Where> where(MessageId id);
  void changed(std::int64_t direction, std::int64_t state, std::int64_t by);
  Statement& update_statement(const Update& update);
  std::vector<std::int64_t> ids_waiting(const Select& select);
  std::vector<std::int64_t> ids_by(const Select& select);
  void load_carriers();

  Database& database_;
  Statement add_, find_, where_, by_carrier_id_, queued_, begun_;
  Statement count_all_, count_user_, change_count_, forget_;
  std::map<unsigned, Statement> updates_;     ///< by which optional fields there are
  std::map<std::string, Statement> selects_;  ///< by their SQL, which holds no values
  /// Those of messages that wait, by direction: an index that begins by the carrier is read once
  /// for each, so that all of them come in the order of ids without sorting a backlog.
  std::array<std::set<std::string>, 2> carriers_;
  std::array<std::array<std::int64_t, 7>, 2> changes_{};
};

}  // namespace gateway::sqlite
