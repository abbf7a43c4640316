// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/worker.h"

#include <algorithm>
#include <exception>

#include "gateway/store/sqlite/errors.h"

namespace gateway::sqlite {
namespace {

StoreError is_closed(const std::filesystem::path& file) {
  return {StoreErrorCode::closed, "the store " + file.string() + " is closed"};
}

/// The same fate for each alone as for all together, so that trying them singly helps nobody.
bool is_hopeless(const DatabaseError& error) {
  return error.primary_code() != SQLITE_FULL && error.primary_code() != SQLITE_CONSTRAINT &&
         error.primary_code() != SQLITE_TOOBIG;
}

}  // namespace

Worker::Worker(Database database, std::filesystem::path file, GroupLimits limits, Post post,
               OnTrouble on_trouble)
    : database_(std::move(database)),
      file_(std::move(file)),
      limits_(limits),
      post_(std::move(post)),
      messages_(database_),
      small_(database_),
      begin_read_(database_.get(), "BEGIN"),
      begin_write_(database_.get(), "BEGIN IMMEDIATE"),
      commit_(database_.get(), "COMMIT"),
      roll_back_(database_.get(), "ROLLBACK"),
      log_(database_, file_, limits_.log_pages),
      on_trouble_(std::move(on_trouble)),
      thread_([this] { run(); }) {}

Worker::~Worker() {
  close(std::chrono::milliseconds{0});
}

void Worker::ask(std::unique_ptr<Request> request) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_closing_) {
      ++pressure_.requests;
      pressure_.bytes += request->bytes();
      if (waiting_.empty()) patience_ends_ = std::chrono::steady_clock::now() + limits_.patience;
      if (!request->can_wait()) ++urgent_;
      waiting_.push_back(std::move(request));
      // One that can wait does not wake whoever waits for more of them.
      if (waiting_.size() == 1 || urgent_ == 1 || waiting_.size() == limits_.requests) {
        asked_.notify_one();
      }
      return;
    }
  }
  request->fail(is_closed(file_));
  const std::shared_ptr<Request> refused = std::move(request);
  post_([refused] { refused->tell(); });
}

Pressure Worker::pressure() const {
  const std::lock_guard lock(mutex_);
  return pressure_;
}

Statistics Worker::statistics() const {
  const std::lock_guard lock(mutex_);
  return statistics_;
}

bool Worker::close(std::chrono::milliseconds patience) {
  bool is_drained = true;
  {
    std::unique_lock lock(mutex_);
    is_closing_ = true;
    asked_.notify_one();
    is_drained = ended_.wait_for(lock, patience, [this] { return has_ended_; });
    is_giving_up_ = true;
  }
  if (thread_.joinable()) thread_.join();
  return is_drained;
}

void Worker::run() {
  for (auto group = take(); !group.empty(); group = take()) {
    bool is_late = false;
    {
      const std::lock_guard lock(mutex_);
      is_late = is_giving_up_;
    }
    if (is_late) {
      fail_all(group, is_closed(file_));
    } else {
      carry_out(group);
    }
    answer(std::move(group));
    log_.tend();
  }
  const std::lock_guard lock(mutex_);
  has_ended_ = true;
  ended_.notify_all();
}

void Worker::await(std::unique_lock<std::mutex>& lock) {
  asked_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
  asked_.wait_until(lock, patience_ends_, [this] {
    return is_closing_ || urgent_ != 0 || waiting_.size() >= limits_.requests;
  });
}

Worker::Group Worker::take() {
  std::unique_lock lock(mutex_);
  await(lock);
  Group group;
  std::size_t bytes = 0;
  while (!waiting_.empty() && group.size() < limits_.requests && bytes < limits_.bytes) {
    bytes += waiting_.front()->bytes();
    if (!waiting_.front()->can_wait()) --urgent_;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

void Worker::carry_out(Group& group) {
  try {
    if (!try_together(group)) one_by_one(group);
  } catch (const DatabaseError& error) {
    fail_all(group, note(error));
    roll_back();
  } catch (const std::exception& error) {  // out of memory: nobody is told "done" for it
    fail_all(group, {StoreErrorCode::io, error.what()});
    roll_back();
  }
}

/// Errors:  false: rolled back, and some might do alone; throws DatabaseError: none would
bool Worker::try_together(Group& group) {
  const bool writes = std::ranges::any_of(group, [](const auto& one) { return one->writes(); });
  try {
    begin(writes);
    for (auto& request : group) {
      carry_out(*request);
      // Some errors end the transaction, and with it what others did in it.
      if (!database_.is_in_transaction()) throw DatabaseError(SQLITE_FULL, "rolled back");
    }
    commit(writes);
  } catch (const DatabaseError& error) {
    {
      const std::lock_guard lock(mutex_);
      ++statistics_.failures;
    }
    if (is_hopeless(error)) throw;
    roll_back();
    if (error.primary_code() == SQLITE_FULL) log_.copy();
    return false;
  }
  if (writes) note_well();
  const std::lock_guard lock(mutex_);
  statistics_.largest_group = std::max<std::uint64_t>(statistics_.largest_group, group.size());
  return true;
}

void Worker::one_by_one(Group& group) {
  for (auto& request : group) {
    try {
      begin(request->writes());
      carry_out(*request);
      if (!database_.is_in_transaction()) {
        messages_.forget_counts();
        continue;
      }
      commit(request->writes());
    } catch (const DatabaseError& error) {
      request->fail(note(error));
      roll_back();
    }
  }
}

/// What fails, fails alone; a transaction that is gone with it is seen by the caller.
void Worker::carry_out(Request& request) {
  if (damage_ && request.writes()) return request.fail(*damage_);
  try {
    request.carry_out(tables_);
  } catch (const DatabaseError& error) {
    request.fail(note(error));
  }
}

void Worker::begin(bool writes) {
  (writes ? begin_write_ : begin_read_).run();
}

void Worker::commit(bool writes) {
  messages_.write_counts();
  commit_.run();
  if (!writes) return;
  const std::lock_guard lock(mutex_);
  ++statistics_.commits;
}

void Worker::roll_back() {
  messages_.forget_counts();
  if (!database_.is_in_transaction()) return;
  try {
    roll_back_.run();
  } catch (const DatabaseError& error) {
    note(error);
  }
}

void Worker::fail_all(Group& group, const StoreError& error) {
  for (auto& request : group)
    request->fail(error);
}

StoreError Worker::note(const DatabaseError& error) {
  auto told = store_error(error, file_);
  if (told.code == StoreErrorCode::corrupt) damage_ = told;
  trouble_ = told;
  last_trouble_ = std::chrono::steady_clock::now();
  return told;
}

/// On a full disk some groups still fit: it is well when none has failed for a while.
void Worker::note_well() {
  constexpr std::chrono::seconds a_while{5};
  if (trouble_ && !damage_ && std::chrono::steady_clock::now() - last_trouble_ >= a_while)
    trouble_.reset();
}

void Worker::answer(Group group) {
  {
    const std::lock_guard lock(mutex_);
    statistics_.requests += group.size();
    pressure_.requests -= group.size();
    for (const auto& request : group)
      pressure_.bytes -= request->bytes();
  }
  if (trouble_.has_value() != has_told_trouble_) {
    has_told_trouble_ = trouble_.has_value();
    if (on_trouble_) post_([tell = on_trouble_, trouble = trouble_] { tell(trouble); });
  }
  auto told = std::make_shared<Group>(std::move(group));
  post_([told] {
    for (auto& request : *told)
      request->tell();
  });
}

}  // namespace gateway::sqlite
