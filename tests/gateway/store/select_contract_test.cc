// SPDX-License-Identifier: GPL-2.0-or-later
// The contract of store.h: what is found, counted and forgotten.
#include <gtest/gtest.h>

#include "tests/gateway/store/contract.h"

namespace gateway::test {
namespace {

TEST_P(StoreContract, SelectsByStateCarrierAndUserInTheOrderOfIds) {
  for (int i = 1; i <= 12; ++i) {
    auto message = i % 4 == 0 ? text_in("SM" + std::to_string(i)) : text_out();
    message.carrier = i % 2 == 0 ? "log" : "simulator";
    if (i % 3 == 0) message.user = "romeo@example.com";
    ASSERT_EQ(add(message).id.value, i);
  }
  for (const int id : {2, 7}) {
    ASSERT_TRUE(update({.id = MessageId{id}, .state = State::sending, .changed = at(1)}));
  }
  for (const int id : {3, 10}) {
    ASSERT_TRUE(update({.id = MessageId{id}, .state = State::failed, .changed = at(1)}));
  }
  using Ids = std::vector<std::int64_t>;
  using enum State;
  EXPECT_EQ(ids({.states = {queued}}), (Ids{1, 5, 6, 9, 11}));
  EXPECT_EQ(ids({.states = {sending, queued}}), (Ids{1, 2, 5, 6, 7, 9, 11}));
  EXPECT_EQ(ids({.states = {queued, queued}}), (Ids{1, 5, 6, 9, 11}));
  EXPECT_EQ(ids({.states = {queued, failed}}), (Ids{1, 3, 5, 6, 9, 10, 11}));
  EXPECT_EQ(ids({.states = {failed}}), (Ids{3, 10}));
  EXPECT_EQ(ids({.states = {unclear}}), Ids{});
  EXPECT_EQ(ids({}), (Ids{1, 2, 3, 5, 6, 7, 9, 10, 11}));
  EXPECT_EQ(ids({.direction = Direction::in, .states = {queued}}), (Ids{4, 8, 12}));
  EXPECT_EQ(ids({.states = {queued, sending}, .carrier = "log"}), (Ids{2, 6}));
  EXPECT_EQ(ids({.states = {failed}, .carrier = "log"}), (Ids{10}));
  EXPECT_EQ(ids({.states = {queued}, .user = "romeo@example.com"}), (Ids{6, 9}));
  EXPECT_EQ(ids({.states = {queued}, .carrier = "log", .user = "romeo@example.com"}), (Ids{6}));
  EXPECT_EQ(ids({.user = "romeo@example.com"}), (Ids{3, 6, 9}));
  EXPECT_EQ(ids({.states = {queued}, .after = MessageId{5}, .limit = 2}), (Ids{6, 9}));
  EXPECT_EQ(ids({.after = MessageId{5}, .limit = 3}), (Ids{6, 7, 9}));
  EXPECT_EQ(ids({.states = {queued, sending}, .limit = 3}), (Ids{1, 2, 5}));
  EXPECT_EQ(ids({.states = {queued}, .limit = 0}), Ids{});
  EXPECT_EQ(ids({.states = {queued}, .carrier = "none"}), Ids{});
}

TEST_P(StoreContract, SelectsByThePairOfNumbersAndByNewsOwed) {
  for (int i = 1; i <= 8; ++i) {
    auto message = text_out();
    if (i % 2 == 0) message.own = "+13075550101";
    if (i % 4 == 0) message.peer = "+13075551213";
    ASSERT_EQ(add(message).id.value, i);
  }
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(ids({.own = "+13075550101"}), (Ids{2, 4, 6, 8}));
  EXPECT_EQ(ids({.own = "+13075550101", .peer = "+13075551213"}), (Ids{4, 8}));
  EXPECT_EQ(ids({.owes_news = true}), Ids{});
  for (const int id : {3, 4}) {
    ASSERT_TRUE(
        update({.id = MessageId{id}, .state = State::failed, .changed = at(1), .owes_news = true}));
  }
  EXPECT_EQ(ids({.owes_news = true}), (Ids{3, 4}));
  EXPECT_EQ(ids({.states = {State::failed}, .owes_news = true, .after = MessageId{3}}), (Ids{4}));
  // An update that says nothing of it leaves it.
  ASSERT_TRUE(update({.id = MessageId{3}, .state = State::failed, .changed = at(2)}));
  ASSERT_TRUE(
      update({.id = MessageId{4}, .state = State::failed, .changed = at(2), .owes_news = false}));
  EXPECT_EQ(ids({.owes_news = true}), (Ids{3}));
}

TEST_P(StoreContract, CountsByStateOfAUserSinceAMoment) {
  for (int i = 0; i < 6; ++i) {
    auto message = text_out();
    message.received = at(i);
    if (i % 2 == 0) message.user = "romeo@example.com";
    ASSERT_TRUE(add(message).is_new);
  }
  const std::vector all{State::sending,   State::unclear, State::accepted,
                        State::delivered, State::failed,  State::queued};
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(update({.id = MessageId{i + 1}, .state = all[i], .changed = at(9)}));
  }
  const auto everyone = count(Direction::out);
  EXPECT_EQ(everyone.queued, 1U);
  EXPECT_EQ(everyone.sending, 1U);
  EXPECT_EQ(everyone.unclear, 1U);
  EXPECT_EQ(everyone.accepted, 1U);
  EXPECT_EQ(everyone.delivered, 1U);
  EXPECT_EQ(everyone.failed, 1U);
  EXPECT_EQ(everyone.handed_over, 0U);
  const auto romeo = count_of_user("romeo@example.com", at(0));
  EXPECT_EQ(romeo.sending + romeo.accepted + romeo.failed, 3U);
  EXPECT_EQ(romeo.queued + romeo.unclear + romeo.delivered, 0U);
  const auto late = count_of_user("romeo@example.com", at(2));
  EXPECT_EQ(late.sending, 0U);
  EXPECT_EQ(late.accepted + late.failed, 2U);
  EXPECT_EQ(count(Direction::in).queued, 0U);
}

TEST_P(StoreContract, ForgetsOnlyFinalMessagesThatChangedBefore) {
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(add(text_out()).is_new);
  ASSERT_TRUE(update({.id = MessageId{1}, .state = State::delivered, .changed = at(10)}));
  ASSERT_TRUE(update({.id = MessageId{2}, .state = State::failed, .changed = at(20)}));
  ASSERT_TRUE(update({.id = MessageId{3}, .state = State::accepted, .changed = at(10)}));
  EXPECT_EQ(forget(at(20)), 1U);
  EXPECT_FALSE(find(MessageId{1}));
  EXPECT_TRUE(find(MessageId{2}));
  EXPECT_TRUE(find(MessageId{3}));
  EXPECT_TRUE(find(MessageId{4}));
  EXPECT_EQ(count(Direction::out).delivered, 0U);
  EXPECT_EQ(count(Direction::out).failed, 1U);
  EXPECT_EQ(forget(at(20)), 0U);
}

TEST_P(StoreContract, ForgetsAcceptedMessagesThatNothingWasHeardOf) {
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(add(text_out()).is_new);
  ASSERT_TRUE(update({.id = MessageId{1}, .state = State::accepted, .changed = at(10)}));
  ASSERT_TRUE(update({.id = MessageId{2}, .state = State::accepted, .changed = at(20)}));
  ASSERT_TRUE(update({.id = MessageId{3}, .state = State::sending, .changed = at(10)}));
  EXPECT_EQ(forget(at(30), at(20)), 1U);
  EXPECT_FALSE(find(MessageId{1}));
  EXPECT_TRUE(find(MessageId{2}));
  EXPECT_TRUE(find(MessageId{3}));
  EXPECT_EQ(count(Direction::out).accepted, 1U);
}

TEST_P(StoreContract, ForgetsNobodyWhoseNewsIsOwed) {
  ASSERT_TRUE(add(text_out()).is_new);
  ASSERT_TRUE(update(
      {.id = MessageId{1}, .state = State::delivered, .changed = at(10), .owes_news = true}));
  EXPECT_EQ(forget(at(20)), 0U);
  ASSERT_TRUE(update(
      {.id = MessageId{1}, .state = State::delivered, .changed = at(11), .owes_news = false}));
  EXPECT_EQ(forget(at(20)), 1U);
}

TEST_P(StoreContract, ForgetsABoundedNumberAtATimeTheOldestFirst) {
  auto message = text_out();
  message.state = State::delivered;
  for (std::size_t i = 0; i < Store::forgotten_at_once + 5; ++i) {
    message.changed = at(static_cast<std::int64_t>(5000 - i));
    store().add(message, {});
  }
  EXPECT_EQ(forget(at(6000)), Store::forgotten_at_once);
  EXPECT_EQ(ids({}), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(forget(at(6000)), 5U);
}

}  // namespace
}  // namespace gateway::test
