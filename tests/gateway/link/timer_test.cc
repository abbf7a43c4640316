// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/base/loop_timer.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "component.h"
#include "main_loop.h"

namespace {

using namespace std::chrono_literals;

TEST(LoopTimer, RunsOnceEachTimeItIsStarted) {
  link_test::MainLoop loop;
  link_test::Notes notes;
  int runs = 0;
  gateway::LoopTimer timer(notes, "a test", [&] { ++runs; });
  timer.soon();
  timer.soon();
  loop.run_until([&] { return runs == 1; }, "run");
  timer.start(1ms);
  loop.run_until([&] { return runs == 2; }, "second run");
  timer.soon();
  timer.stop();
  int others = 0;
  gateway::LoopTimer other(notes, "a test", [&] { ++others; });
  other.start(20ms);
  loop.run_until([&] { return others == 1; }, "other timer");
  EXPECT_EQ(runs, 2);
}

TEST(LoopTimer, WhatItThrowsIsLoggedAndGoesNoFurther) {
  link_test::MainLoop loop;
  link_test::Notes notes;
  gateway::LoopTimer timer(notes, "a test", [] { throw std::runtime_error("oops"); });
  timer.soon();
  loop.run_until([&] { return notes.has("where=a test what=oops"); }, "note");
}

TEST(LoopTimer, IsSilentWhenItIsGone) {
  link_test::MainLoop loop;
  link_test::Notes notes;
  int runs = 0;
  {
    gateway::LoopTimer timer(notes, "a test", [&] { ++runs; });
    timer.soon();
  }
  gateway::LoopTimer other(notes, "a test", [&] { ++runs; });
  other.start(10ms);
  loop.run_until([&] { return runs > 0; }, "run");
  EXPECT_EQ(runs, 1);
}

}  // namespace
