// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/network.h"

#include <gtest/gtest.h>

namespace gateway::simulator {
namespace {

constexpr char phone[] = "+13075551212";
constexpr char own[] = "+13075550100";

class NetworkTest : public testing::Test {
 protected:
  void happen(const std::vector<Event>& events) {
    for (const Event& event : events)
      network_.apply(event);
  }
  std::vector<Event> send(std::int64_t id, const std::string& body = "text") {
    Message message;
    message.id = {id};
    message.own = own;
    message.peer = phone;
    message.body = body;
    auto events = network_.send(message, now_);
    happen(events);
    return events;
  }
  void turn(Power power) { happen(network_.switch_phone(phone, power, now_)); }

  Time now_{std::chrono::milliseconds(1000)};
  Network network_;
};

TEST_F(NetworkTest, ATextPutsItsPhoneOnThePageAndArrives) {
  EXPECT_EQ(send(1).size(), 2U);
  ASSERT_EQ(network_.phones().size(), 1U);
  EXPECT_TRUE(network_.phones()[0].texts.at(0).has_arrived);
  EXPECT_EQ(network_.untold().size(), 1U);
  happen({Told{1}});
  EXPECT_TRUE(network_.untold().empty());
}

TEST_F(NetworkTest, TheSameMessageIsTakenOnce) {
  send(1);
  EXPECT_TRUE(send(1).empty());
  EXPECT_EQ(network_.phones()[0].texts.size(), 1U);
  EXPECT_EQ(network_.find({1}), 1U);
  EXPECT_EQ(network_.find({2}), std::nullopt);
}

TEST_F(NetworkTest, ATextHasArrivedWhenItsPhoneHasIt) {
  turn(Power::off);
  send(1);
  EXPECT_FALSE(network_.arrived(1));
  turn(Power::on);
  EXPECT_EQ(network_.arrived(1).value().id, 1U);
  EXPECT_FALSE(network_.arrived(2));
}

TEST_F(NetworkTest, TextsWaitForAPhoneThatIsOffAndArriveInTheirOrder) {
  turn(Power::off);
  send(1, "first");
  send(2, "second");
  EXPECT_TRUE(network_.untold().empty());
  const auto events = network_.switch_phone(phone, Power::on, now_);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(std::get<Arrived>(events[1]).id, 1U);
  EXPECT_EQ(std::get<Arrived>(events[2]).id, 2U);
}

TEST_F(NetworkTest, ARefusingPhoneTakesNothing) {
  turn(Power::refusing);
  EXPECT_TRUE(send(1).empty());
  EXPECT_EQ(network_.find({1}), std::nullopt);
}

TEST_F(NetworkTest, ATypedTextIsUnderWayUntilTheGatewayHasIt) {
  happen(network_.type(phone, own, "hello", now_));
  EXPECT_EQ(network_.under_way().at(1).body, "hello");
  happen({HandedOver{1}});
  EXPECT_TRUE(network_.under_way().empty());
  EXPECT_TRUE(network_.phones()[0].texts.at(0).has_arrived);
}

TEST_F(NetworkTest, ASummaryMakesTheSameState) {
  turn(Power::on);
  send(1);
  happen({Told{1}});
  turn(Power::off);
  send(2);
  happen(network_.type(phone, own, "hello", now_));
  Network copy;
  for (const Event& event : network_.summary())
    copy.apply(event);
  ASSERT_EQ(copy.phones().size(), 1U);
  EXPECT_EQ(copy.phones()[0].power, Power::off);
  EXPECT_EQ(copy.phones()[0].texts.size(), 3U);
  EXPECT_EQ(copy.under_way().size(), 1U);
  EXPECT_TRUE(copy.untold().empty());
  EXPECT_EQ(copy.find({2}), 2U);
  Message next;
  next.id = {9};
  next.peer = phone;
  EXPECT_EQ(std::get<Taken>(copy.send(next, now_).at(0)).id, 4U);
}

TEST_F(NetworkTest, HoldsABoundedNumberOfTextsAndPhones) {
  for (int i = 1; i <= 2000; ++i)
    send(i);
  EXPECT_EQ(network_.phones()[0].texts.size(), Network::most_texts);
  for (std::size_t i = 1; i < Network::most_phones; ++i)
    happen(network_.switch_phone("+1307555" + std::to_string(2000 + i), Power::on, now_));
  EXPECT_EQ(network_.phones().size(), Network::most_phones);
  EXPECT_TRUE(network_.switch_phone("+13075559999", Power::on, now_).empty());
}

}  // namespace
}  // namespace gateway::simulator
