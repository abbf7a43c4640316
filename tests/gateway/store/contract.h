// SPDX-License-Identifier: GPL-2.0-or-later
// Every store that the contract is held against.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/gateway/store/some_message.h"

namespace gateway::test {

/// A store, and what it needs around it.
class KeptStore {
 public:
  virtual ~KeptStore() = default;
  virtual Store& store() = 0;
};

struct MakeStore {
  std::string name;
  std::unique_ptr<KeptStore> (*make)(TestLoop& loop) = nullptr;
};

[[nodiscard]] std::vector<MakeStore> stores();

class StoreContract : public testing::TestWithParam<MakeStore> {
 public:
  StoreContract() : kept_(GetParam().make(loop_)) {}

 protected:
  using Messages = std::vector<Message>;

  template <class T, class Call>
  tl::expected<T, StoreError> wait(Call call) {
    return test::wait<T>(loop_, std::move(call));
  }
  Store::Added add(const Message& message) {
    return *wait<Store::Added>([&](auto done) { store().add(message, done); });
  }
  tl::expected<void, StoreError> update(const Update& update) {
    return wait<void>([&](auto done) { store().update(update, done); });
  }
  std::optional<Message> find(MessageId id) {
    return *wait<std::optional<Message>>([&](auto done) { store().find(id, done); });
  }
  std::vector<std::int64_t> ids(const Select& select) {
    std::vector<std::int64_t> result;
    const auto found = *wait<Messages>([&](auto done) { store().select(select, done); });
    for (const auto& message : found) {
      result.push_back(message.id.value);
    }
    return result;
  }
  Counts count(Direction direction) {
    return *wait<Counts>([&](auto done) { store().count(direction, done); });
  }
  Counts count_of_user(const std::string& user, Time since) {
    return *wait<Counts>([&](auto done) { store().count_of_user(user, since, done); });
  }
  std::size_t forget(Time before, Time accepted_before = {}) {
    return *wait<std::size_t>(
        [&](auto done) { store().forget_final(before, accepted_before, done); });
  }
  Store& store() { return kept_->store(); }

  TestLoop loop_;
  std::unique_ptr<KeptStore> kept_;
};

}  // namespace gateway::test
