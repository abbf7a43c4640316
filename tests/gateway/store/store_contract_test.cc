// SPDX-License-Identifier: GPL-2.0-or-later
// What store.h promises, held by every store: what scenarios rely on in memory is true on disk.
#include <gtest/gtest.h>

#include "tests/gateway/store/contract.h"

namespace gateway::test {
namespace {

TEST_P(StoreContract, KeepsEveryFieldOfAMessage) {
  auto message = text_in("SM1");
  message.state = State::failed;
  message.body = std::string("two\nlines, a \0 and \U0001F339", 24);
  message.media = {"https://example.com/a.jpg", "https://example.com/b?c=\"d\""};
  message.wants_receipt = true;
  message.received = at(1) + std::chrono::milliseconds{7};
  message.changed = at(2);
  message.due = at(3);
  message.attempts = 4;
  message.failure = {FailureKind::opted_out, "He said STOP", "21610"};
  const auto added = add(message);
  EXPECT_TRUE(added.is_new);
  const auto found = find(added.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, added.id);
  EXPECT_EQ(found->direction, message.direction);
  EXPECT_EQ(found->state, message.state);
  EXPECT_EQ(found->user, message.user);
  EXPECT_EQ(found->resource, message.resource);
  EXPECT_EQ(found->own, message.own);
  EXPECT_EQ(found->peer, message.peer);
  EXPECT_EQ(found->carrier, message.carrier);
  EXPECT_EQ(found->carrier_id, message.carrier_id);
  EXPECT_EQ(found->body, message.body);
  EXPECT_EQ(found->media, message.media);
  EXPECT_EQ(found->stanza_id, message.stanza_id);
  EXPECT_EQ(found->wants_receipt, message.wants_receipt);
  EXPECT_EQ(found->received, message.received);
  EXPECT_EQ(found->changed, message.changed);
  EXPECT_EQ(found->due, message.due);
  EXPECT_EQ(found->attempts, message.attempts);
  EXPECT_EQ(found->failure.kind, message.failure.kind);
  EXPECT_EQ(found->failure.text, message.failure.text);
  EXPECT_EQ(found->failure.code, message.failure.code);
}

TEST_P(StoreContract, GivesRisingIdsAndNeverOneTwice) {
  const auto first = add(text_out()).id;
  const auto second = add(text_out()).id;
  EXPECT_LT(first, second);
  ASSERT_TRUE(update({.id = second, .state = State::delivered, .changed = at(1)}));
  EXPECT_EQ(forget(at(2)), 1U);
  EXPECT_LT(second, add(text_out()).id);
}

TEST_P(StoreContract, DoneRunsLaterAndInTheOrderOfTheCalls) {
  std::vector<int> order;
  store().add(text_out(), [&](auto) { order.push_back(1); });
  store().update({.id = MessageId{999}}, [&](auto) { order.push_back(2); });
  store().find(MessageId{1}, [&](auto) { order.push_back(3); });
  store().put("key", "value", [&](auto) { order.push_back(4); });
  EXPECT_TRUE(order.empty());
  ASSERT_TRUE(loop_.run_until([&] { return order.size() == 4; }));
  EXPECT_EQ(order, (std::vector{1, 2, 3, 4}));
}

TEST_P(StoreContract, AReaderSeesAllThatWasAskedBefore) {
  Store::Added added;
  std::optional<Message> found;
  bool is_done = false;
  store().add(text_in("SM7"), [&](auto said) { added = *said; });
  store().find_by_carrier_id(Direction::in, "simulator", "SM7", [&](auto said) {
    found = *said;
    is_done = true;
  });
  ASSERT_TRUE(loop_.run_until([&] { return is_done; }));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, added.id);
}

TEST_P(StoreContract, DoneMayBeEmpty) {
  store().add(text_out(), {});
  store().put("key", "value", {});
  EXPECT_EQ(count(Direction::out).queued, 1U);
}

TEST_P(StoreContract, TheSameCarrierIdIsAddedOnce) {
  const auto first = add(text_in("SM1"));
  const auto again = add(text_in("SM1"));
  EXPECT_EQ(again.id, first.id);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(count(Direction::in).queued, 1U);

  auto other_way = text_in("SM1");
  other_way.direction = Direction::out;
  EXPECT_TRUE(add(other_way).is_new);
  auto other_carrier = text_in("SM1");
  other_carrier.carrier = "log";
  EXPECT_TRUE(add(other_carrier).is_new);
  EXPECT_TRUE(add(text_in("")).is_new);
  EXPECT_TRUE(add(text_in("")).is_new);
}

TEST_P(StoreContract, AForgottenCarrierIdMayComeAgain) {
  const auto first = add(text_in("SM1")).id;
  ASSERT_TRUE(update({.id = first, .state = State::handed_over, .changed = at(1)}));
  ASSERT_EQ(forget(at(2)), 1U);
  EXPECT_TRUE(add(text_in("SM1")).is_new);
}

TEST_P(StoreContract, AnUpdateChangesWhatItNamesAndKeepsTheRest) {
  const auto id = add(text_out()).id;
  ASSERT_TRUE(update({.id = id,
                      .state = State::accepted,
                      .changed = at(1),
                      .carrier_id = "SM9",
                      .due = at(5),
                      .attempts = 2,
                      .failure = Failure{FailureKind::unclear, "hm", "1"}}));
  ASSERT_TRUE(update({.id = id, .state = State::delivered, .changed = at(2)}));
  const auto found = find(id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->state, State::delivered);
  EXPECT_EQ(found->changed, at(2));
  EXPECT_EQ(found->carrier_id, "SM9");
  EXPECT_EQ(found->due, at(5));
  EXPECT_EQ(found->attempts, 2);
  EXPECT_EQ(found->failure.kind, FailureKind::unclear);
  EXPECT_EQ(found->failure.text, "hm");
  EXPECT_EQ(found->body, text_out().body);
}

TEST_P(StoreContract, AnUpdateOfNoMessageIsAnErrorAndChangesNothing) {
  const auto id = add(text_out()).id;
  const auto said = update({.id = MessageId{id.value + 1}, .state = State::failed});
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().code, StoreErrorCode::unknown_id);
  EXPECT_EQ(count(Direction::out).failed, 0U);
}

TEST_P(StoreContract, AnUpdateToAnotherMessagesCarrierIdFailsAlone) {
  ASSERT_TRUE(add(text_in("SM1")).is_new);
  const auto second = add(text_in("SM2")).id;
  int others = 0;
  std::optional<StoreErrorCode> code;
  store().put("before", "1", [&](auto said) { others += said.has_value() ? 1 : 0; });
  store().update({.id = second, .state = State::failed, .carrier_id = "SM1"},
                 [&](auto said) { code = said ? StoreErrorCode::io : said.error().code; });
  store().put("after", "1", [&](auto said) { others += said.has_value() ? 1 : 0; });
  ASSERT_TRUE(loop_.run_until([&] { return others == 2; }));
  EXPECT_EQ(code, StoreErrorCode::conflict);
  EXPECT_EQ(find(second)->carrier_id, "SM2");
  EXPECT_EQ(find(second)->state, State::queued);
  EXPECT_EQ(count(Direction::in).queued, 2U);
}

TEST_P(StoreContract, ACarrierIdIsFoundAfterAnUpdateGaveIt) {
  const auto id = add(text_out()).id;
  ASSERT_TRUE(update({.id = id, .state = State::accepted, .changed = at(1), .carrier_id = "SM5"}));
  const auto by = [&](const std::string& carrier, const std::string& carrier_id) {
    return *wait<std::optional<Message>>(
        [&](auto done) { store().find_by_carrier_id(Direction::out, carrier, carrier_id, done); });
  };
  ASSERT_TRUE(by("simulator", "SM5"));
  EXPECT_EQ(by("simulator", "SM5")->id, id);
  EXPECT_FALSE(by("simulator", "SM6"));
  EXPECT_FALSE(by("log", "SM5"));
  EXPECT_FALSE(by("simulator", ""));
}

INSTANTIATE_TEST_SUITE_P(, StoreContract, testing::ValuesIn(stores()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace gateway::test
