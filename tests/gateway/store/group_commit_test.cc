// SPDX-License-Identifier: GPL-2.0-or-later
// One sync of the disk serves all that waited, and no answer comes before it.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/gateway/store/faulty_disk.h"
#include "tests/gateway/store/some_message.h"
#include "tests/gateway/store/store_directory.h"

namespace gateway::test {
namespace {

using namespace std::chrono_literals;

/// Holds the worker where it hands over the answers of its first group, until it is opened.
class Gate {
 public:
  explicit Gate(TestLoop& loop) : loop_(loop) {}
  Post poster() {
    return [this](std::function<void()> work) {
      std::unique_lock lock(mutex_);
      ++posts_;
      has_come_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return is_open_; });
      loop_.post(std::move(work));
    };
  }
  void wait_for_worker() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return has_come_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }
  int posts() {
    const std::lock_guard lock(mutex_);
    return posts_;
  }

 private:
  TestLoop& loop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_open_ = false, has_come_ = false;
  int posts_ = 0;
};

class GroupCommit : public testing::Test {
 protected:
  void open(sqlite::GroupLimits limits = {}) {
    auto options = directory_.options();
    options.group = limits;
    auto opened = sqlite::SqliteStore::open(options, gate_.poster());
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = *std::move(opened);
    store_->add(text_out("the one that holds the worker"), [this](auto) { ++done_; });
    gate_.wait_for_worker();
  }
  void add(int how_many) {
    for (int i = 0; i < how_many; ++i)
      store_->add(text_out(), [this](auto) { ++done_; });
  }
  bool run_until_done(int how_many) {
    return loop_.run_until([&] { return done_ == how_many; });
  }

  StoreDirectory directory_;
  TestLoop loop_;
  Gate gate_{loop_};
  std::unique_ptr<sqlite::SqliteStore> store_;
  int done_ = 0;
};

TEST_F(GroupCommit, TakesAllThatWaitsIntoOneTransaction) {
  open();
  add(900);
  gate_.open();
  ASSERT_TRUE(run_until_done(901));
  EXPECT_EQ(store_->statistics().commits, 2U);
  EXPECT_EQ(store_->statistics().largest_group, 900U);
  EXPECT_EQ(store_->statistics().requests, 901U);
  EXPECT_EQ(gate_.posts(), 2);
}

TEST_F(GroupCommit, ALoneRequestIsCommittedAlone) {
  open();
  gate_.open();
  for (int i = 0; i < 5; ++i) {
    add(1);
    ASSERT_TRUE(run_until_done(i + 2));
  }
  EXPECT_EQ(store_->statistics().commits, 6U);
  EXPECT_EQ(store_->statistics().largest_group, 1U);
}

TEST_F(GroupCommit, WhatCanWaitSharesTheCommitOfWhatComesLater) {
  open({.patience = 1h});
  gate_.open();
  ASSERT_TRUE(run_until_done(1));
  store_->update({.id = MessageId{1}, .state = State::accepted, .can_wait = true},
                 [this](auto) { ++done_; });
  add(1);
  ASSERT_TRUE(run_until_done(3));
  EXPECT_EQ(store_->statistics().commits, 2U);
  EXPECT_EQ(store_->statistics().largest_group, 2U);
}

TEST_F(GroupCommit, WhatCanWaitIsCommittedThoughNothingElseComes) {
  open();
  gate_.open();
  ASSERT_TRUE(run_until_done(1));
  store_->update({.id = MessageId{1}, .state = State::accepted, .can_wait = true},
                 [this](auto) { ++done_; });
  EXPECT_TRUE(run_until_done(2));
}

TEST_F(GroupCommit, AWholeGroupOfWhatCanWaitDoesNotWait) {
  open({.requests = 10, .patience = 1h});
  gate_.open();
  ASSERT_TRUE(run_until_done(1));
  for (int i = 0; i < 10; ++i) {
    store_->update({.id = MessageId{1}, .state = State::accepted, .can_wait = true},
                   [this](auto) { ++done_; });
  }
  EXPECT_TRUE(run_until_done(11));
}

TEST_F(GroupCommit, ClosingDoesNotWaitForCompany) {
  open({.patience = 1h});
  gate_.open();
  ASSERT_TRUE(run_until_done(1));
  store_->update({.id = MessageId{1}, .state = State::accepted, .can_wait = true},
                 [this](auto said) { done_ += said ? 1 : 0; });
  EXPECT_TRUE(store_->close(60s));
  loop_.run();
  EXPECT_EQ(done_, 2);
}

TEST_F(GroupCommit, AGroupIsBoundedByRequests) {
  open({.requests = 100});
  add(250);
  gate_.open();
  ASSERT_TRUE(run_until_done(251));
  EXPECT_EQ(store_->statistics().commits, 4U);
  EXPECT_EQ(store_->statistics().largest_group, 100U);
}

TEST_F(GroupCommit, AGroupIsBoundedByBytes) {
  open({.bytes = 1});
  add(10);
  gate_.open();
  ASSERT_TRUE(run_until_done(11));
  EXPECT_EQ(store_->statistics().commits, 11U);
}

TEST_F(GroupCommit, ReadersNeedNoSync) {
  open();
  gate_.open();
  ASSERT_TRUE(run_until_done(1));
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(
        wait<std::optional<Message>>(loop_, [&](auto done) { store_->find(MessageId{1}, done); }));
  }
  EXPECT_EQ(store_->statistics().commits, 1U);
}

TEST_F(GroupCommit, PressureTellsWhatWaits) {
  open();
  EXPECT_EQ(store_->pressure().requests, 0U);
  store_->add(text_out(std::string(100'000, 'x')), [this](auto) { ++done_; });
  add(49);
  EXPECT_EQ(store_->pressure().requests, 50U);
  EXPECT_GT(store_->pressure().bytes, 100'000U);
  EXPECT_LT(store_->pressure().bytes, 200'000U);
  gate_.open();
  ASSERT_TRUE(run_until_done(51));
  EXPECT_EQ(store_->pressure().requests, 0U);
  EXPECT_EQ(store_->pressure().bytes, 0U);
}

TEST_F(GroupCommit, ClosingCarriesOutWhatWasAsked) {
  open();
  add(3000);
  gate_.open();
  EXPECT_TRUE(store_->close(60s));
  std::optional<StoreErrorCode> late;
  store_->add(text_out(), [&](auto said) { late = said.error().code; });
  loop_.run();
  EXPECT_EQ(done_, 3001);
  EXPECT_EQ(late, StoreErrorCode::closed);
  store_.reset();
  const auto again = directory_.open(loop_);
  EXPECT_EQ(wait<Counts>(loop_, [&](auto done) { again->count(Direction::out, done); })->queued,
            3001U);
}

TEST_F(GroupCommit, ClosingIsBoundedAndTellsWhatWasNotDone) {
  open({.requests = 10});
  int kept = 0, closed = 0;
  for (int i = 0; i < 3000; ++i) {
    store_->add(text_out(), [&](auto said) {
      if (said) ++kept;
      if (!said && said.error().code == StoreErrorCode::closed) ++closed;
    });
  }
  bool is_drained = true;
  std::thread closer([&] { is_drained = store_->close(0s); });
  gate_.open();
  closer.join();
  loop_.run();
  EXPECT_EQ(kept + closed, 3000);
  EXPECT_EQ(is_drained, closed == 0);
  store_.reset();
  const auto again = directory_.open(loop_);
  EXPECT_EQ(wait<Counts>(loop_, [&](auto done) { again->count(Direction::out, done); })->queued,
            static_cast<std::size_t>(kept + 1));
}

TEST_F(GroupCommit, NoAnswerComesBeforeTheSync) {
  const FaultyDisk disk;
  const auto store = directory_.open(loop_);
  for (int i = 0; i < 20; ++i) {
    const auto before = FaultyDisk::syncs();
    ASSERT_TRUE(wait<Store::Added>(loop_, [&](auto done) { store->add(text_out(), done); }));
    EXPECT_GT(FaultyDisk::syncs(), before);
  }
}

}  // namespace
}  // namespace gateway::test
