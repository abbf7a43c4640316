// SPDX-License-Identifier: GPL-2.0-or-later
// A store that forgets when it goes: the contract of store.h (tests/gateway/store holds it to it),
// without files and threads, for scenarios.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gateway/model/executor.h"
#include "gateway/store/store.h"

namespace gateway::test {

/// Nothing becomes of the text any more.
[[nodiscard]] constexpr bool is_final(State state) {
  return state == State::delivered || state == State::failed || state == State::handed_over;
}

class MemoryStore final : public Store {
 public:
  /// `done` of every call is posted there; nothing runs before the test runs its loop.
  explicit MemoryStore(Post post) : post_(std::move(post)) {}

  /// From now on every call fails so, and changes nothing; nullopt: all is well again.
  void fail_with(std::optional<StoreError> error) { error_ = std::move(error); }
  /// The same of put() alone.
  void fail_puts_with(std::optional<StoreError> error) { put_error_ = std::move(error); }
  /// As another process would find it: all that was ever added, by id.
  [[nodiscard]] const std::map<MessageId, Message>& messages() const { return messages_; }
  /// What pressure() says.
  void pretend(Pressure pressure) { pressure_ = pressure; }

  [[nodiscard]] Pressure pressure() const override { return pressure_; }
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
  using CarrierKey = std::tuple<Direction, std::string, std::string>;
  static CarrierKey key_of(const Message& message);

  /// Does the work now, unless everything fails, and tells the result later.
  template <class T, class Work>
  void answer(Done<T> done, Work work);

  Post post_;
  std::optional<StoreError> error_;
  std::optional<StoreError> put_error_;
  Pressure pressure_;
  std::int64_t last_id_ = 0;
  std::map<MessageId, Message> messages_;
  std::map<CarrierKey, MessageId> by_carrier_id_;
  std::map<std::string, std::string> registrations_, values_;
  std::set<std::pair<std::string, std::string>> blocked_;
};

}  // namespace gateway::test
