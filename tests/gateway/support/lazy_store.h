// SPDX-License-Identifier: GPL-2.0-or-later
// A store whose disk is behind: what was asked for is done when the test says so, or never.
#pragma once

#include <deque>
#include <functional>
#include <utility>

#include "gateway/store/store.h"

namespace gateway::test {

class LazyStore final : public Store {
 public:
  /// What it does, it does there.
  explicit LazyStore(Store& disk) : disk_(disk) {}

  /// Does the next thing that was asked for.
  void work() {
    if (asked_.empty()) return;
    const auto next = std::move(asked_.front());
    asked_.pop_front();
    next();
  }
  /// A crash: what was not done never is.
  void lose() { asked_.clear(); }

  [[nodiscard]] Pressure pressure() const override { return {asked_.size(), 0}; }
  void add(Message message, Done<Added> done) override {
    ask([this, message, done] { disk_.add(message, done); });
  }
  void update(Update update, Done<void> done) override {
    ask([this, update, done] { disk_.update(update, done); });
  }
  void select(Select select, Done<std::vector<Message>> done) override {
    ask([this, select, done] { disk_.select(select, done); });
  }
  void find(MessageId id, Done<std::optional<Message>> done) override {
    ask([this, id, done] { disk_.find(id, done); });
  }
  void find_by_carrier_id(Direction direction, std::string carrier, std::string carrier_id,
                          Done<std::optional<Message>> done) override {
    ask([=, this] { disk_.find_by_carrier_id(direction, carrier, carrier_id, done); });
  }
  void count(Direction direction, Done<Counts> done) override {
    ask([=, this] { disk_.count(direction, done); });
  }
  void count_of_user(std::string user, Time since, Done<Counts> done) override {
    ask([=, this] { disk_.count_of_user(user, since, done); });
  }
  void forget_final(Time before, Time accepted_before, Done<std::size_t> done) override {
    ask([=, this] { disk_.forget_final(before, accepted_before, done); });
  }
  void put_registration(Registration registration, Done<void> done) override {
    ask([=, this] { disk_.put_registration(registration, done); });
  }
  void remove_registration(std::string jid, Done<void> done) override {
    ask([=, this] { disk_.remove_registration(jid, done); });
  }
  void registrations(Done<std::vector<Registration>> done) override {
    ask([=, this] { disk_.registrations(done); });
  }
  void set_blocked(std::string user, std::string peer, bool is_blocked, Done<void> done) override {
    ask([=, this] { disk_.set_blocked(user, peer, is_blocked, done); });
  }
  void blocked(Done<std::vector<std::pair<std::string, std::string>>> done) override {
    ask([=, this] { disk_.blocked(done); });
  }
  void put(std::string key, std::string value, Done<void> done) override {
    ask([=, this] { disk_.put(key, value, done); });
  }
  void values(std::string prefix,
              Done<std::vector<std::pair<std::string, std::string>>> done) override {
    ask([=, this] { disk_.values(prefix, done); });
  }

 private:
  void ask(std::function<void()> what) { asked_.push_back(std::move(what)); }

  Store& disk_;
  std::deque<std::function<void()>> asked_;
};

}  // namespace gateway::test
