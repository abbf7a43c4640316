// SPDX-License-Identifier: GPL-2.0-or-later
// The store that is built in: one file, one writing thread, durable at every commit.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "gateway/model/executor.h"
#include "gateway/store/sqlite/store_files.h"
#include "gateway/store/sqlite/worker.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

struct Options {
  std::filesystem::path file;  ///< made when it is not there; its directory must be
  GroupLimits group;
  /// A store that is made new gives ids that none before it gave (give_ids_from); 0: from 1.
  Time now{};
  /// How long the file is searched for damage before the start; 0: until all is looked at.
  std::chrono::milliseconds search_damage_for{2000};
  /// Told when writing begins to fail, and (nullopt) when it works again; posted like answers.
  Worker::OnTrouble on_trouble{};
};

class SqliteStore final : public Store {
 public:
  /// `done` of every call is posted there, once for a group.
  /// Errors:  locked, corrupt, newer_schema, full, io
  [[nodiscard]] static tl::expected<std::unique_ptr<SqliteStore>, StoreError> open(
      const Options& options, Post post);

  /// As close() without patience.
  ~SqliteStore() override = default;

  /// Waits until all that was asked is on disk, at most for `patience` and the group under way;
  /// what did not get there fails with `closed`, and false is returned. The answers are posted
  /// still.
  bool close(std::chrono::milliseconds patience) { return worker_.close(patience); }
  [[nodiscard]] Statistics statistics() const { return worker_.statistics(); }

  [[nodiscard]] Pressure pressure() const override { return worker_.pressure(); }
  void add(Message message, Done<Added> done) override;
  void update(Update update, Done<void> done) override;
  void select(Select select, Done<std::vector<Message>> done) override;
  void find(MessageId id, Done<std::optional<Message>> done) override;
  void find_by_carrier_id(Direction direction, std::string carrier, std::string carrier_id,
                          Done<std::optional<Message>> done) override;
  void count(Direction direction, Done<Counts> done) override;
  void count_of_user(std::string user, Time since, Done<Counts> done) override;
  void forget_final(Time before, Time accepted_before, Done<std::size_t> done) override;
  void put_registration(Registration registration, Done<void> done) override;
  void remove_registration(std::string jid, Done<void> done) override;
  void registrations(Done<std::vector<Registration>> done) override;
  void set_blocked(std::string user, std::string peer, bool is_blocked, Done<void> done) override;
  void blocked(Done<std::vector<std::pair<std::string, std::string>>> done) override;
  void put(std::string key, std::string value, Done<void> done) override;
  void values(std::string prefix,
              Done<std::vector<std::pair<std::string, std::string>>> done) override;

 private:
  SqliteStore(StoreLock lock, Database database, const Options& options, Post post);

  StoreLock lock_;  ///< goes after the database is closed
  Worker worker_;
};

}  // namespace gateway::sqlite
