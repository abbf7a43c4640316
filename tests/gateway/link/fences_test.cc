// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/fences.h"

#include <gtest/gtest.h>

#include "gateway/xml/names.h"

namespace {

using gateway::Fences;
using gateway::xml::Element;

constexpr Fences::Moment now{1000};

Element answer(const Element& ping, const char* type) {
  Element iq("iq", gateway::xml::component_namespace);
  iq.set("type", type).set("id", std::string(*ping.attribute("id")));
  return iq.set("from", std::string(*ping.attribute("to")));
}

class FencesTest : public testing::Test {
 protected:
  /// Whether this is an answer of ours, calling whoever waits.
  bool take(const Element& stanza) {
    std::optional<Fences::Done> answered;
    const bool is_ours = fences_.take(stanza, answered);
    if (answered) (*answered)(true);
    return is_ours;
  }

  int done_ = 0;
  Fences fences_{"sms.example.com", "example.com", 42};
};

TEST_F(FencesTest, AResultOrAnErrorAnswers) {
  for (const char* type : {"result", "error"}) {
    const Element ping = fences_.add([&](bool is_done) { done_ += is_done ? 1 : 0; }, now);
    EXPECT_EQ(write(ping, gateway::xml::component_namespace).find("<iq type='get' from='sms."), 0U);
    EXPECT_TRUE(take(answer(ping, type)));
  }
  EXPECT_EQ(done_, 2);
  EXPECT_FALSE(fences_.oldest());
}

TEST_F(FencesTest, OnlyTheServerCanAnswer) {
  const Element ping = fences_.add([&](bool) { ++done_; }, now);
  Element forged = answer(ping, "result");
  forged.set("from", "mallory@example.com/x");
  EXPECT_FALSE(take(forged));
  EXPECT_EQ(done_, 0);
  EXPECT_EQ(fences_.oldest(), now);
}

TEST_F(FencesTest, WhatIsNoAnswerOfOursIsLeftToOthers) {
  const Element ping = fences_.add([&](bool) { ++done_; }, now);
  EXPECT_FALSE(take(ping));
  EXPECT_FALSE(take(answer(ping, "result").set("id", "other")));
  EXPECT_FALSE(take(Element("message", gateway::xml::component_namespace)));
}

TEST_F(FencesTest, ALateOrSecondAnswerIsSwallowed) {
  const Element ping = fences_.add([&](bool) { ++done_; }, now);
  EXPECT_TRUE(take(answer(ping, "result")));
  EXPECT_TRUE(take(answer(ping, "result")));
  EXPECT_EQ(done_, 1);
}

TEST_F(FencesTest, AnswersMayComeInAnyOrder) {
  std::string order;
  const Element first = fences_.add([&](bool) { order += '1'; }, now);
  const Element second = fences_.add([&](bool) { order += '2'; }, now);
  EXPECT_TRUE(take(answer(second, "result")));
  EXPECT_TRUE(take(answer(first, "result")));
  EXPECT_EQ(order, "21");
}

}  // namespace
