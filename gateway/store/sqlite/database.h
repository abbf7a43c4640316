// SPDX-License-Identifier: GPL-2.0-or-later
// SQLite's C interface with owners: what is prepared is finalized, what is begun ends.
#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gateway::sqlite {

/// A statement that cannot go on. Caught where a request ends: only that request fails.
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(int extended_code, const std::string& what)
      : std::runtime_error(what), code_(extended_code) {}
  /// Of SQLite, as SQLITE_FULL.
  [[nodiscard]] int primary_code() const { return code_ & 0xff; }
  [[nodiscard]] int extended_code() const { return code_; }

 private:
  int code_;
};

/// The rows of a statement that runs; over when this goes.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows(Rows&&) = delete;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  /// Whether there is a (further) row. Errors: throws DatabaseError
  bool next();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  sqlite3_stmt* statement_;
};

/// SQL that is prepared once and runs often.
class Statement {
 public:
  /// Errors: throws DatabaseError
  Statement(sqlite3* database, std::string_view sql);

  /// Binds in the order of ?1, ?2, …; texts are borrowed until the rows are gone.
  template <class... Values>
  [[nodiscard]] Rows with(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return Rows(statement_.get());
  }
  /// Runs to its end; for what has no rows.
  template <class... Values>
  void run(const Values&... values) {
    auto rows = with(values...);
    while (rows.next()) {
    }
  }

 private:
  void bind(int index, std::string_view text);
  void bind(int index, std::integral auto number) { bind_integer(index, number); }
  void bind_integer(int index, std::int64_t number);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

/// A connection, used by one thread at a time.
class Database {
 public:
  /// Flags: of sqlite3_open_v2. Errors: throws DatabaseError
  Database(const std::filesystem::path& file, int flags);

  /// To read a file as it lies there: without locks, its log, or a trace. For what hardly changes,
  /// in a file that others may write. Errors: throws DatabaseError
  [[nodiscard]] static Database frozen(const std::filesystem::path& file);

  [[nodiscard]] sqlite3* get() const { return database_.get(); }
  void execute(const std::string& sql);
  [[nodiscard]] std::int64_t integer_of(std::string_view sql);
  [[nodiscard]] std::string text_of(std::string_view sql);
  [[nodiscard]] std::int64_t changes() const { return sqlite3_changes64(database_.get()); }
  [[nodiscard]] bool is_in_transaction() const { return sqlite3_get_autocommit(get()) == 0; }

 private:
  std::unique_ptr<sqlite3, CloseDatabase> database_;
};

}  // namespace gateway::sqlite
