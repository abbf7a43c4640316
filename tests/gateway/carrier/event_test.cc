// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/event.h"

#include <gtest/gtest.h>

namespace gateway::simulator {
namespace {

TEST(SimulatorEvent, IsReadBackAsItWasWritten) {
  const Time when{std::chrono::milliseconds(1750000000123)};
  const std::vector<Event> events = {
      Switched{"+13075551212", Power::refusing},
      Taken{7, {42}, "+13075550100", "+13075551212", "a \"b\"\n\xF0\x9F\x92\xA9", when},
      Arrived{7, when},
      Told{7},
      Typed{8, "+13075551212", "+13075550100", "yes", when},
      HandedOver{8}};
  for (const Event& event : events) {
    const std::string line = to_json(event);
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    const auto read = from_json(line);
    ASSERT_TRUE(read) << line;
    EXPECT_EQ(to_json(*read), line);
  }
}

TEST(SimulatorEvent, WhatIsNoneIsNothing) {
  for (const char* line : {"", "{", "{}", "[]", "null", R"({"event":"taken"})", R"({"event":7})",
                           R"({"event":"told","id":-1.5e400})", R"({"event":"nonsense","id":1})",
                           R"({"event":"switched","phone":"+1","power":"loud"})"}) {
    EXPECT_FALSE(from_json(line)) << line;
  }
}

}  // namespace
}  // namespace gateway::simulator
