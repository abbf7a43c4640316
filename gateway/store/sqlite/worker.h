// SPDX-License-Identifier: GPL-2.0-or-later
// The thread that writes: takes all that waits into one transaction, so that one sync of the disk
// serves whoever came meanwhile. Nobody waits for company that does not come, but for those that
// say they can, for two milliseconds.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "gateway/model/executor.h"
#include "gateway/store/sqlite/request.h"
#include "gateway/store/sqlite/write_ahead_log.h"

namespace gateway::sqlite {

/// How much one transaction takes at most, how long those that can wait do so for others, and from
/// how many pages on the log is copied into the file.
struct GroupLimits {
  std::size_t requests = 1024;
  std::size_t bytes = std::size_t{4} << 20U;
  std::chrono::milliseconds patience{2};
  std::size_t log_pages = 12000;
};

/// Since the store was opened.
struct Statistics {
  std::uint64_t requests = 0;  ///< that were answered
  std::uint64_t commits = 0;   ///< transactions that wrote, each with one sync of the disk
  std::uint64_t largest_group = 0;
  std::uint64_t failures = 0;  ///< groups that could not be committed as a whole
};

class Worker {
 public:
  /// Told, by the same way as answers, when writing begins to fail, and when it works again.
  using OnTrouble = std::function<void(const std::optional<StoreError>&)>;

  /// `database` is the worker's alone from now on.
  Worker(Database database, std::filesystem::path file, GroupLimits limits, Post post,
         OnTrouble on_trouble = {});
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// On the main loop. After close() it fails with `closed`.
  void ask(std::unique_ptr<Request> request);
  [[nodiscard]] Pressure pressure() const;
  [[nodiscard]] Statistics statistics() const;

  /// Takes nothing more and waits until all that was asked is on disk. What is not within
  /// `patience` fails with `closed`; false then.
  bool close(std::chrono::milliseconds patience);

 private:
  using Group = std::vector<std::unique_ptr<Request>>;

  void run();
  void await(std::unique_lock<std::mutex>& lock);
  Group take();
  void carry_out(Group& group);
  bool try_together(Group& group);
  void one_by_one(Group& group);
  void carry_out(Request& request);
  void begin(bool writes);
  void commit(bool writes);
  void roll_back();
  void fail_all(Group& group, const StoreError& error);
  void answer(Group group);
  StoreError note(const DatabaseError& error);
  void note_well();

  Database database_;
  std::filesystem::path file_;
  GroupLimits limits_;
  Post post_;
  MessageTable messages_;
  SmallTables small_;
  Tables tables_{messages_, small_};
  Statement begin_read_, begin_write_, commit_, roll_back_;
  WriteAheadLog log_;
  std::optional<StoreError> damage_;  ///< once seen, nothing is written any more
  OnTrouble on_trouble_;
  std::optional<StoreError> trouble_;
  std::chrono::steady_clock::time_point last_trouble_;
  bool has_told_trouble_ = false;

  mutable std::mutex mutex_;
  std::condition_variable asked_, ended_;
  std::deque<std::unique_ptr<Request>> waiting_;
  std::size_t urgent_ = 0;  ///< of those waiting, how many cannot
  std::chrono::steady_clock::time_point patience_ends_;
  Pressure pressure_;
  Statistics statistics_;
  bool is_closing_ = false, is_giving_up_ = false, has_ended_ = false;
  std::thread thread_;  ///< last: it uses all the others
};

}  // namespace gateway::sqlite
