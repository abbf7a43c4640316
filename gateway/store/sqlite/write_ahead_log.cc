// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/write_ahead_log.h"

#include <chrono>
#include <system_error>

namespace gateway::sqlite {
namespace {

/// Times as long as where a pass begins: then its end is waited for.
constexpr std::size_t far_too_long = 4;

/// What fails now is tried again after another commit. Nobody waits: a reader may hold the rest.
void checkpoint(sqlite3* database) noexcept {
  sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace

WriteAheadLog::WriteAheadLog(Database& writer, const std::filesystem::path& file, std::size_t pages)
    : writer_(writer), beside_(file, SQLITE_OPEN_READWRITE), pages_(pages) {
  beside_.execute("PRAGMA synchronous = FULL");
  beside_.execute("PRAGMA user_version");  // SQLite sees the log when it reads
  sqlite3_wal_hook(writer_.get(), on_commit, this);
}

int WriteAheadLog::on_commit(void* self, sqlite3* /*database*/, const char* /*name*/,
                             int pages) noexcept {
  static_cast<WriteAheadLog*>(self)->length_ = static_cast<std::size_t>(pages);
  return SQLITE_OK;
}

void WriteAheadLog::tend() {
  if (length_ < pages_) return;
  if (!pass_.valid()) return begin_pass();
  const bool is_over = pass_.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
  if (is_over || length_ >= pages_ * far_too_long) copy();
}

void WriteAheadLog::begin_pass() {
  try {
    pass_ = std::async(std::launch::async, checkpoint, beside_.get());
  } catch (const std::system_error&) {  // there are no more threads for us
    copy();
  }
}

void WriteAheadLog::copy() {
  if (pass_.valid()) pass_.get();
  checkpoint(writer_.get());
  length_ = 0;
}

}  // namespace gateway::sqlite
