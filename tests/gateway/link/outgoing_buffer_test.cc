// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/outgoing_buffer.h"

#include <gtest/gtest.h>

namespace {

using gateway::OutgoingBuffer;

bool append(OutgoingBuffer& buffer, std::string_view text) {
  return buffer.append([&](std::string& out) { out += text; });
}

TEST(OutgoingBuffer, GivesBackInOrderWhatWasPutIn) {
  OutgoingBuffer buffer(100);
  EXPECT_TRUE(append(buffer, "one"));
  EXPECT_EQ(buffer.front(), "one");
  EXPECT_TRUE(append(buffer, "two"));
  buffer.left(1);
  EXPECT_EQ(buffer.front(), "ne");
  EXPECT_EQ(buffer.size(), 5U);
  buffer.left(2);
  EXPECT_EQ(buffer.front(), "two");
  buffer.left(3);
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.front(), "");
}

TEST(OutgoingBuffer, RefusesWholeWhatDoesNotFit) {
  OutgoingBuffer buffer(10);
  EXPECT_TRUE(append(buffer, "12345678"));
  EXPECT_FALSE(append(buffer, "9abc"));
  EXPECT_EQ(buffer.front(), "12345678");
  EXPECT_FALSE(append(buffer, "9abc"));
  EXPECT_TRUE(append(buffer, "9a"));
  EXPECT_FALSE(buffer.is_half_empty());
  buffer.left(8);
  EXPECT_TRUE(buffer.is_half_empty());
  EXPECT_EQ(buffer.front(), "9a");
}

TEST(OutgoingBuffer, OneThatIsLargerThanAllGoesAlone) {
  OutgoingBuffer buffer(4);
  EXPECT_TRUE(append(buffer, "larger"));
  EXPECT_FALSE(append(buffer, "x"));
}

TEST(OutgoingBuffer, WhatHoldsTheStreamTogetherAlwaysFits) {
  OutgoingBuffer buffer(4);
  EXPECT_TRUE(append(buffer, "abcd"));
  buffer.force("ping");
  EXPECT_EQ(buffer.size(), 8U);
}

}  // namespace
