// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/database.h"

#include <chrono>

namespace gateway::sqlite {
namespace {

/// Ours is the one writer; a person's own sqlite3 may hold the file for a moment.
constexpr std::chrono::milliseconds patience_with_others{5000};

/// SQLite counts the bytes of all its allocations under one lock; nobody reads that here. Once, and
/// before anything else is asked of it.
void count_no_memory() {
  static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(told);
}

[[noreturn]] void fail(sqlite3* database) {
  throw DatabaseError(sqlite3_extended_errcode(database), sqlite3_errmsg(database));
}

}  // namespace

Rows::~Rows() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Rows::next() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      fail(sqlite3_db_handle(statement_));
  }
}

std::int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Rows::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Statement::Statement(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    fail(database);
  }
  statement_.reset(statement);
}

void Statement::bind(int index, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();  // a null pointer would bind NULL
  if (sqlite3_bind_text64(statement_.get(), index, bytes, text.size(), SQLITE_STATIC,
                          SQLITE_UTF8) != SQLITE_OK) {
    fail(sqlite3_db_handle(statement_.get()));
  }
}

void Statement::bind_integer(int index, std::int64_t number) {
  if (sqlite3_bind_int64(statement_.get(), index, number) != SQLITE_OK) {
    fail(sqlite3_db_handle(statement_.get()));
  }
}

Database::Database(const std::filesystem::path& file, int flags) {
  count_no_memory();
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) {
    throw DatabaseError(code, database == nullptr ? "out of memory" : sqlite3_errmsg(database));
  }
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, static_cast<int>(patience_with_others.count()));
}

Database Database::frozen(const std::filesystem::path& file) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : file.string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                          (byte >= 'A' && byte <= 'Z') || c == '/' || c == '.' || c == '-';
    if (is_plain) {
      uri += c;
    } else {
      uri += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return {uri + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
}

// NOLINTBEGIN(readability-make-member-function-const): the database changes
void Database::execute(const std::string& sql) {
  if (sqlite3_exec(get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(get());
}

std::int64_t Database::integer_of(std::string_view sql) {
  Statement statement(get(), sql);
  auto rows = statement.with();
  return rows.next() ? rows.integer(0) : 0;
}

std::string Database::text_of(std::string_view sql) {
  Statement statement(get(), sql);
  auto rows = statement.with();
  return rows.next() ? rows.text(0) : std::string();
}
// NOLINTEND(readability-make-member-function-const)

}  // namespace gateway::sqlite
