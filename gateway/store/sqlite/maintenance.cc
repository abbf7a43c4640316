// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/maintenance.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/on_behalf.h"
#include "gateway/store/sqlite/schema.h"
#include "gateway/store/sqlite/store_files.h"

namespace gateway {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;
using sqlite::DatabaseError;
using sqlite::Role;
using Result = tl::expected<void, StoreError>;

tl::unexpected<StoreError> refused(std::string why) {
  return tl::unexpected(StoreError{StoreErrorCode::io, std::move(why)});
}

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

/// Whether a file that is there is a store of ours, by what it says of itself: nothing is made or
/// locked for it. A change to that which is only in the log yet is not seen.
Result check_kind(const fs::path& file) {
  std::error_code ignored;
  if (!is_there(file) || fs::file_size(file, ignored) == 0 ||
      faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) != 0) {
    return {};
  }
  try {
    auto database = Database::frozen(file);
    if (auto error = sqlite::not_ours(database, file)) return tl::unexpected(*std::move(error));
  } catch (const DatabaseError& error) {
    return tl::unexpected(sqlite::store_error(error, file));
  }
  return {};
}

/// A store that somebody else may be writing: nothing of it is changed, its log neither.
/// Errors:  throws DatabaseError
tl::expected<Database, StoreError> open_to_read(const fs::path& file, Role role) {
  if (!is_there(file)) {
    return refused((role == Role::copy ? "there is no copy " : "there is no store ") +
                   file.string());
  }
  if (faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) != 0) {
    auto error = sqlite::system_error("read", file, errno);
    error.message += "; " + sqlite::user_name(geteuid()) +
                     ", as whom this runs, must be able to: run it as root, or give the file to "
                     "that user (chown)";
    return tl::unexpected(std::move(error));
  }
  Database database(file, SQLITE_OPEN_READWRITE);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (auto error = sqlite::not_ours(database, file, role)) return tl::unexpected(*std::move(error));
  if (database.integer_of("PRAGMA user_version") == 0) {
    return refused(file.string() + " is empty, not a store of messages");
  }
  return database;
}

Result check(Database& database, const fs::path& file, Role role) {
  if (auto error = sqlite::find_damage(database, file, std::chrono::milliseconds{0}, role)) {
    return tl::unexpected(*std::move(error));
  }
  return {};
}

/// All pages in one step, which sees one moment. Errors: throws DatabaseError
void copy_pages(Database& from, const fs::path& to) {
  Database copy(to, SQLITE_OPEN_READWRITE);
  copy.execute("PRAGMA synchronous = OFF");  // synced once, at the end
  auto* work = sqlite3_backup_init(copy.get(), "main", from.get(), "main");
  if (work == nullptr) {
    throw DatabaseError(sqlite3_extended_errcode(copy.get()), sqlite3_errmsg(copy.get()));
  }
  sqlite3_backup_step(work, -1);
  const int code = sqlite3_backup_finish(work);
  if (code != SQLITE_OK) throw DatabaseError(code, sqlite3_errstr(code));
  // A backup is one file: its log would have to travel along.
  copy.execute("PRAGMA journal_mode = DELETE");
}

/// Gone unless it was renamed to its place.
class Partial {
 public:
  explicit Partial(const fs::path& place) : name_(place.string() + ".partial") { remove(); }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  ~Partial() { remove(); }
  [[nodiscard]] const fs::path& name() const { return name_; }

 private:
  void remove() {
    std::error_code ignored;
    for (const char* end : {"", "-journal", "-wal", "-shm"}) {
      fs::remove(name_.string() + end, ignored);
    }
  }
  fs::path name_;
};

Result move(const fs::path& from, const fs::path& to) {
  if (std::rename(from.c_str(), to.c_str()) == 0) return {};
  return tl::unexpected(
      sqlite::system_error("rename to " + to.string() + " the file", from, errno));
}

/// Runs what may throw; the file is the one that the error names.
template <class Work>
auto with_errors_of(const fs::path& file, Role role, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    return tl::unexpected(sqlite::store_error(error, file, role));
  }
}

/// A copy of what is in `from`, whole and on disk.
Result write_copy(Database& from, const Partial& copy) {
  if (auto made = sqlite::make_private(copy.name()); !made) return made;
  return with_errors_of(copy.name(), Role::store, [&]() -> Result {
    copy_pages(from, copy.name());
    return sqlite::sync_file(copy.name());
  });
}

/// A name for what is replaced that nothing has: who restores the wrong backup first, and then the
/// right one, still has the store that was there before both.
fs::path free_name_beside(const fs::path& store) {
  const std::string first = store.string() + ".replaced";
  std::string name = first;
  for (int number = 2; is_there(name) || is_there(name + "-wal"); ++number)
    name = first + "." + std::to_string(number);
  return name;
}

/// Where what was there is now; empty: there was nothing.
tl::expected<fs::path, StoreError> put_in_place(const Partial& copy, const fs::path& store) {
  const fs::path replaced = free_name_beside(store);
  fs::path kept;
  // The log first: a log beside a file that it does not belong to would be written into that file.
  for (const char* end : {"-wal", ""}) {
    if (!is_there(store.string() + end)) continue;
    kept = replaced.string() + end;
    if (auto moved = move(store.string() + end, kept); !moved) return tl::unexpected(moved.error());
  }
  std::error_code ignored;
  fs::remove(store.string() + "-shm", ignored);
  if (auto moved = move(copy.name(), store); !moved) return tl::unexpected(moved.error());
  if (auto synced = sqlite::sync_file(store); !synced) return tl::unexpected(synced.error());
  return kept;
}

/// What it gave out after the backup, others may remember still.
Result give_new_ids(const Partial& copy) {
  return with_errors_of(copy.name(), Role::store, [&]() -> Result {
    Database database(copy.name(), SQLITE_OPEN_READWRITE);
    const auto now = std::chrono::floor<Time::duration>(std::chrono::system_clock::now());
    sqlite::give_ids_from(database, now);
    return {};
  });
}

}  // namespace

Result backup(const fs::path& store, const fs::path& to) {
  if (is_there(to)) return refused("there is a file " + to.string() + " already: name another");
  return with_errors_of(store, Role::store, [&]() -> Result {
    auto from = open_to_read(store, Role::store);
    if (!from) return tl::unexpected(from.error());
    const Partial copy(to);
    if (auto written = write_copy(*from, copy); !written) return written;
    if (auto moved = move(copy.name(), to); !moved) return moved;
    return sqlite::sync_file(to);
  });
}

tl::expected<fs::path, StoreError> restore(const fs::path& from, const fs::path& store,
                                           bool force) {
  sqlite::StoreLock lock;
  {
    const auto owner = sqlite::OnBehalf::of_owner(store);
    if (!owner) return tl::unexpected(owner.error());
    if (auto checked = sqlite::check_directory(store); !checked)
      return tl::unexpected(checked.error());
    auto locked = sqlite::lock_store(store);
    if (!locked) return tl::unexpected(locked.error());
    lock = *std::move(locked);
    if (is_there(store) && !force) {
      return refused("there is a store " + store.string() + " already: --force replaces it");
    }
  }
  return with_errors_of(from, Role::copy, [&]() -> tl::expected<fs::path, StoreError> {
    // As who calls: the store's owner need not be able to read the backup.
    auto source = open_to_read(from, Role::copy);
    if (!source) return tl::unexpected(source.error());
    if (auto checked = check(*source, from, Role::copy); !checked)
      return tl::unexpected(checked.error());
    const auto owner = sqlite::OnBehalf::of_owner(store);
    if (!owner) return tl::unexpected(owner.error());
    const Partial copy(store);
    if (auto written = write_copy(*source, copy); !written) return tl::unexpected(written.error());
    if (auto given = give_new_ids(copy); !given) return tl::unexpected(given.error());
    return put_in_place(copy, store);
  });
}

Result check_place(const fs::path& store, AsWhom as_whom) {
  const bool is_owner = as_whom == AsWhom::owner;
  if (auto checked =
          sqlite::check_directory(store, is_owner ? sqlite::Whose::ours : sqlite::Whose::anybodys);
      !checked)
    return checked;
  if (is_owner) {
    if (auto checked = sqlite::check_writable(store); !checked) return checked;
  }
  return check_kind(store);
}

namespace {

Result check_file(const fs::path& file, Role role) {
  return with_errors_of(file, role, [&]() -> Result {
    auto database = open_to_read(file, role);
    if (!database) return tl::unexpected(database.error());
    return check(*database, file, role);
  });
}

}  // namespace

Result check_store(const fs::path& store) {
  return check_file(store, Role::store);
}

Result check_copy(const fs::path& copy) {
  return check_file(copy, Role::copy);
}

}  // namespace gateway
