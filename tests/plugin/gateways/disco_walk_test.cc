// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/disco_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "plugin/gateways/roster_domains.h"

namespace plugin {
namespace {

using What = DiscoQuery::What;

DiscoInfo info(const std::string& category, const std::string& type, const std::string& name = "") {
  DiscoInfo result;
  result.identities.push_back({category, type, name});
  return result;
}

DiscoItems items(const std::vector<std::string>& domains) {
  DiscoItems result;
  for (const std::string& domain : domains)
    result.items.push_back({domain, ""});
  return result;
}

/// Answers everything that a walk asks, and keeps count.
struct World {
  std::map<std::string, DiscoInfo> infos;  ///< who is not in it fails
  DiscoItems has;                          ///< of whoever is asked

  std::size_t most_in_flight = 0;
  std::map<std::string, int> asked;  ///< "domain info" -> times
  std::vector<DiscoQuery> open;

  void run(DiscoWalk& walk) {
    for (int turn = 0; turn < 10'000 && !walk.is_done(); ++turn) {
      for (const DiscoQuery& query : walk.next_queries()) {
        ++asked[query.domain + (query.what == What::info ? " info" : " items")];
        open.push_back(query);
      }
      most_in_flight = std::max(most_in_flight, open.size());
      if (open.empty()) break;
      const DiscoQuery query = open.back();  // the last one first: answers come in any order
      open.pop_back();
      if (query.what == What::items) {
        walk.answered(query.domain, has);
      } else if (const auto found = infos.find(query.domain); found != infos.end()) {
        walk.answered(query.domain, found->second);
      } else {
        walk.failed(query);
      }
    }
  }
};

std::vector<std::string> gateways(const DiscoWalk& walk) {
  std::vector<std::string> result;
  for (const Service& service : walk.services()) {
    if (service.is_gateway) result.push_back(service.domain);
  }
  return result;
}

TEST(DiscoWalkTest, FindsTheGatewayAmongTheItemsOfTheServer) {
  World world;
  world.infos = {{"example.com", info("server", "im")},
                 {"rooms.example.com", info("conference", "text")},
                 {"sms.example.com", info("gateway", "sms", "Texts")}};
  world.infos["sms.example.com"].translates = true;
  world.has = items({"rooms.example.com", "sms.example.com"});
  DiscoWalk walk({.server = "example.com", .typed = {}, .contacts = {}, .left_out = 0});
  world.run(walk);
  EXPECT_TRUE(walk.is_done());
  ASSERT_EQ(gateways(walk), std::vector<std::string>{"sms.example.com"});
  const Service gateway = walk.services().back();
  EXPECT_EQ(gateway.name, "Texts");
  EXPECT_TRUE(gateway.translates);
  EXPECT_FALSE(gateway.registers);
  EXPECT_FALSE(gateway.is_in_contacts);
}

TEST(DiscoWalkTest, TheServerItselfMayBeOne) {
  World world;
  world.infos = {{"sms.example.com", info("gateway", "sms")}};
  DiscoWalk walk({.server = "sms.example.com", .typed = {}, .contacts = {}, .left_out = 0});
  world.run(walk);
  EXPECT_EQ(gateways(walk), std::vector<std::string>{"sms.example.com"});
}

TEST(DiscoWalkTest, OtherGatewaysAreNone) {
  World world;
  world.infos = {{"icq.example.com", info("gateway", "icq")},
                 {"tel.example.com", info("gateway", "pstn")},
                 {"sip.example.com", info("gateway", "simple")},
                 {"phones.example.net", info("gateway", "pstn")}};
  world.has = items({"icq.example.com", "tel.example.com", "sip.example.com"});
  DiscoWalk walk(
      {.server = "example.com", .typed = {}, .contacts = {"phones.example.net"}, .left_out = 0});
  world.run(walk);
  // A gateway to the telephone network counts where the user has numbers already.
  EXPECT_EQ(gateways(walk), std::vector<std::string>{"phones.example.net"});
}

TEST(DiscoWalkTest, AKnownOneIsOneWhateverItSays) {
  World world;
  world.infos = {{"cheogram.com", info("component", "generic", "Cheogram")}};
  DiscoWalk walk(
      {.server = "example.com", .typed = {}, .contacts = {"cheogram.com"}, .left_out = 0});
  world.run(walk);
  ASSERT_EQ(gateways(walk), std::vector<std::string>{"cheogram.com"});
  EXPECT_EQ(walk.services().front().name, "Cheogram");
}

TEST(DiscoWalkTest, AKnownOneThatDoesNotAnswerStays) {
  World world;
  DiscoWalk walk(
      {.server = "example.com", .typed = {}, .contacts = {"cheogram.com"}, .left_out = 0});
  world.run(walk);
  EXPECT_EQ(gateways(walk), std::vector<std::string>{"cheogram.com"});
}

TEST(DiscoWalkTest, ATypedOneIsAskedWhatItCanDo) {
  World world;
  world.infos["gw.example.net"].registers = true;
  DiscoWalk walk(
      {.server = "example.com", .typed = {"gw.example.net"}, .contacts = {}, .left_out = 0});
  world.run(walk);
  ASSERT_EQ(walk.services().size(), 1U);
  EXPECT_TRUE(walk.services().front().registers);
}

TEST(DiscoWalkTest, NeverMoreThanFiveWithoutAnAnswer) {
  World world;
  std::vector<std::string> many;
  for (int i = 0; i < 300; ++i)
    many.push_back("s" + std::to_string(i) + ".example.com");
  world.has = items(many);
  DiscoWalk walk({.server = "example.com", .typed = {}, .contacts = {}, .left_out = 0});
  world.run(walk);
  EXPECT_TRUE(walk.is_done());
  EXPECT_EQ(world.most_in_flight, DiscoWalk::most_in_flight);
}

TEST(DiscoWalkTest, EachIsAskedOnceAndOnlyTheServerForItems) {
  World world;
  world.infos = {{"example.com", info("server", "im")}, {"a.example.com", info("gateway", "sms")}};
  // A loop: the server has itself, a thing twice, and what the roster has too.
  world.has = items({"example.com", "a.example.com", "a.example.com", "b.example.net"});
  DiscoWalk walk({.server = "example.com",
                  .typed = {"b.example.net", "b.example.net"},
                  .contacts = {"b.example.net", "example.com"},
                  .left_out = 0});
  world.run(walk);
  EXPECT_TRUE(walk.is_done());
  const std::map<std::string, int> expected = {{"example.com info", 1},
                                               {"example.com items", 1},
                                               {"a.example.com info", 1},
                                               {"b.example.net info", 1}};
  EXPECT_EQ(world.asked, expected);
}

TEST(DiscoWalkTest, TenThousandItemsAreABoundedNumberOfQueries) {
  World world;
  for (std::size_t i = 0; i < DiscoItems::most_items; ++i)
    world.has.items.push_back({"s" + std::to_string(i) + ".example.com", ""});
  world.has.left_out = 10'000 - DiscoItems::most_items;
  DiscoWalk walk({.server = "example.com", .typed = {}, .contacts = {}, .left_out = 0});
  world.run(walk);
  EXPECT_TRUE(walk.is_done());
  EXPECT_EQ(world.asked.size(), DiscoWalk::most_services + 1);
  EXPECT_EQ(walk.not_looked_at(), 10'000 - (DiscoWalk::most_services - 1));
}

TEST(DiscoWalkTest, ContactsEverywhereLeaveRoomForTheServer) {
  World world;
  std::vector<std::string> contacts;
  for (int i = 0; i < 5000; ++i)
    contacts.push_back("c" + std::to_string(i) + ".example.net");
  world.infos = {{"sms.example.com", info("gateway", "sms")}};
  world.has = items({"sms.example.com"});
  DiscoWalk walk({.server = "example.com", .typed = {}, .contacts = contacts, .left_out = 7});
  world.run(walk);
  EXPECT_EQ(gateways(walk), std::vector<std::string>{"sms.example.com"});
  EXPECT_EQ(walk.not_looked_at(), 5007 - DiscoWalk::most_contacts);
}

TEST(DiscoWalkTest, TheOrderDoesNotDependOnWhoAnswersFirstNorOnTheServers) {
  const WalkPlan plan{
      .server = "example.com", .typed = {}, .contacts = {"c.example.net"}, .left_out = 0};
  const auto run = [&](bool is_last_first) {
    DiscoWalk walk(plan);
    std::vector<DiscoQuery> open = walk.next_queries();
    if (is_last_first) std::ranges::reverse(open);
    for (const DiscoQuery& query : open) {
      if (query.what == What::items) {
        walk.answered(query.domain, is_last_first ? items({"b.example.com", "a.example.com"})
                                                  : items({"a.example.com", "b.example.com"}));
      } else {
        walk.answered(query.domain, info("gateway", "sms"));
      }
    }
    open = walk.next_queries();
    if (is_last_first) std::ranges::reverse(open);
    for (const DiscoQuery& query : open)
      walk.answered(query.domain, info("gateway", "sms"));
    EXPECT_TRUE(walk.is_done());
    return gateways(walk);
  };
  EXPECT_EQ(run(false), run(true));
  EXPECT_EQ(run(false), (std::vector<std::string>{"example.com", "c.example.net", "a.example.com",
                                                  "b.example.com"}));
}

TEST(DiscoWalkTest, AnswersThatWereNotAskedForChangeNothing) {
  DiscoWalk walk({.server = "example.com", .typed = {}, .contacts = {}, .left_out = 0});
  walk.answered("example.com", info("gateway", "sms"));
  walk.answered("evil.example.com", info("gateway", "sms"));
  walk.answered("evil.example.com", items({"evil.example.com"}));
  walk.failed({"evil.example.com", What::info});
  walk.failed({"example.com", What::items});
  EXPECT_TRUE(walk.services().empty());
  EXPECT_EQ(walk.next_queries().size(), 2U);
  walk.answered("example.com", info("gateway", "sms"));
  walk.answered("example.com", info("server", "im"));  // twice
  EXPECT_EQ(gateways(walk), std::vector<std::string>{"example.com"});
  EXPECT_FALSE(walk.is_done());
  walk.failed({"example.com", What::items});
  EXPECT_TRUE(walk.is_done());
}

// --- which domains of a roster ---

TEST(RosterDomainsTest, OneDomainHoweverManyNumbersMostFirst) {
  RosterDomains roster;
  roster.add("icq.example.com");
  roster.add("+13075551212@few.example.com");
  for (int i = 0; i < 5000; ++i)
    roster.add("+1307555" + std::to_string(1000 + i) + "@SMS.example.com");
  roster.add("juliet@example.com");
  roster.add("13075551212@digits.example.com/phone");
  roster.add("icq.example.com/registered");
  EXPECT_EQ(roster.domains(100), (std::vector<std::string>{"sms.example.com", "digits.example.com",
                                                           "few.example.com", "icq.example.com"}));
}

TEST(RosterDomainsTest, MoreThanAreWantedAreCounted) {
  RosterDomains roster;
  for (int i = 0; i < 5000; ++i)
    roster.add("+13075551212@s" + std::to_string(i) + ".example.com");
  EXPECT_EQ(roster.domains(100).size(), 100U);
  EXPECT_EQ(roster.left_out(), 4900U);
}

TEST(RosterDomainsTest, WhatCannotBeADomainIsPassedBy) {
  RosterDomains roster;
  roster.add("");
  roster.add("@");
  roster.add("+1@");
  roster.add("+13075551212@a b");
  roster.add("buddy of another protocol");
  EXPECT_TRUE(roster.domains(100).empty());
}

TEST(RosterDomainsTest, LooksLikeANumber) {
  EXPECT_TRUE(looks_like_a_number("+13075551212"));
  EXPECT_TRUE(looks_like_a_number("+13075551212,+13075551213"));
  EXPECT_TRUE(looks_like_a_number("+1-307-555-1212"));
  EXPECT_TRUE(looks_like_a_number("13075551212"));
  EXPECT_FALSE(looks_like_a_number("123456"));
  EXPECT_FALSE(looks_like_a_number("1234567890123456"));
  EXPECT_FALSE(looks_like_a_number("juliet1234567"));
  EXPECT_FALSE(looks_like_a_number("+"));
  EXPECT_FALSE(looks_like_a_number("+juliet"));
  EXPECT_FALSE(looks_like_a_number(""));
}

}  // namespace
}  // namespace plugin
