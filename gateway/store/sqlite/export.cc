// SPDX-License-Identifier: GPL-2.0-or-later
#include <limits>
#include <nlohmann/json.hpp>
#include <ostream>

#include "gateway/model/time_text.h"
#include "gateway/store/maintenance.h"
#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/message_row.h"
#include "gateway/store/sqlite/schema.h"

namespace gateway {
namespace {

using Line = nlohmann::ordered_json;

Line line_of(const Message& message, bool with_bodies) {
  Line line{{"id", message.id.value},
            {"direction", message.direction == Direction::out ? "out" : "in"},
            {"state", state_name(message.state)},
            {"user", message.user},
            {"own", message.own},
            {"peer", message.peer},
            {"carrier", message.carrier},
            {"carrier_id", message.carrier_id},
            {"stanza_id", message.stanza_id},
            {"received", time_text(message.received)},
            {"changed", time_text(message.changed)},
            {"attempts", message.attempts}};
  if (message.failure.kind != FailureKind::none) {
    line["failure"] = {{"kind", failure_name(message.failure.kind)},
                       {"text", message.failure.text},
                       {"code", message.failure.code}};
  }
  if (with_bodies) {
    line["body"] = message.body;
    line["media"] = message.media;
  }
  return line;
}

}  // namespace

tl::expected<std::size_t, StoreError> export_messages(const std::filesystem::path& store,
                                                      const ExportFilter& filter,
                                                      std::ostream& into) {
  if (!std::filesystem::exists(store)) {
    return tl::unexpected(StoreError{StoreErrorCode::io, "there is no store " + store.string()});
  }
  try {
    sqlite::Database database(store, SQLITE_OPEN_READWRITE);
    sqlite3_db_config(database.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (auto error = sqlite::not_ours(database, store)) return tl::unexpected(*error);
    if (database.integer_of("PRAGMA user_version") == 0) return 0;
    sqlite::Statement statement(database.get(),
                                "SELECT " + std::string(sqlite::message_columns) +
                                    " FROM messages NOT INDEXED WHERE (?1 OR user = ?2)"
                                    " AND received >= ?3 ORDER BY id");
    const auto user = filter.user.value_or(std::string());
    auto rows = statement.with(
        sqlite::number_of(!filter.user), user,
        filter.since ? sqlite::number_of(*filter.since) : std::numeric_limits<std::int64_t>::min());
    std::size_t written = 0;
    while (into && rows.next()) {
      into << line_of(sqlite::read_message(rows), filter.with_bodies)
                  .dump(-1, ' ', false, Line::error_handler_t::replace)
           << '\n';
      ++written;
    }
    if (!into.flush()) {
      return tl::unexpected(StoreError{StoreErrorCode::io, "the export could not be written"});
    }
    return written;
  } catch (const sqlite::DatabaseError& error) {
    return tl::unexpected(sqlite::store_error(error, store));
  }
}

}  // namespace gateway
