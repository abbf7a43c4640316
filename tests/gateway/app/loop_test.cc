// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/loop.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace gateway::app {
namespace {

class SetClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override { return time; }
  Time time{std::chrono::hours(500'000)};
};

class Notes final : public Log {
 public:
  void say(LogLevel /*level*/, std::string_view /*message*/,
           std::initializer_list<LogField> /*fields*/) noexcept override {
    ++lines;
  }
  int lines = 0;
};

class Scheduling : public testing::Test {
 protected:
  using ms = std::chrono::milliseconds;
  /// Within ten seconds.
  void until(const bool& is_reached) {
    LoopTimer alarm(notes, "the test's end", [] {});
    alarm.start(std::chrono::seconds(10));
    const auto end = g_get_monotonic_time() + 10'000'000;
    while (!is_reached && g_get_monotonic_time() < end)
      g_main_context_iteration(nullptr, TRUE);
    EXPECT_TRUE(is_reached);
  }
  void note(ms in, const std::string& what) {
    scheduler.call_at(clock.time + in, [this, what] { order += what; });
  }

  SetClock clock;
  Notes notes;
  LoopScheduler scheduler{clock, notes};
  std::string order;
  bool is_done = false;
};

TEST_F(Scheduling, RunsInTheOrderOfTimesAndThenOfAsking) {
  note(ms(20), "c");
  note(ms(0), "a");
  note(ms(-5000), "b");  // both at once
  scheduler.call_at(clock.time + ms(30), [this] { is_done = true; });
  until(is_done);
  EXPECT_EQ(order, "abc");
}

TEST_F(Scheduling, WhatIsCancelledDoesNotRunEvenByACallOfTheSameMoment) {
  Scheduler::CallId second = 0;
  scheduler.call_at(clock.time, [&] { scheduler.cancel(second); });
  second = scheduler.call_at(clock.time, [this] { order += "x"; });
  scheduler.call_at(clock.time + ms(5), [this] { is_done = true; });
  until(is_done);
  EXPECT_EQ(order, "");
  scheduler.cancel(second);
  scheduler.cancel(12345);
}

TEST_F(Scheduling, AClockThatIsPutBackDelaysNothing) {
  scheduler.call_at(clock.time + ms(20), [this] { is_done = true; });
  clock.time -= std::chrono::hours(1);
  const auto before = g_get_monotonic_time();
  until(is_done);
  EXPECT_LT(g_get_monotonic_time() - before, 10'000'000);
}

TEST(PatientClock, NeverGoesBackAndIsRightAgainInTheEnd) {
  using std::chrono::hours;
  using std::chrono::microseconds;
  using std::chrono::minutes;
  SetClock system;
  microseconds steady{0};
  const PatientClock clock(system, [&] { return steady; });
  const Time start = system.time;
  const auto pass = [&](minutes time) {
    system.time += time;
    steady += time;
  };
  EXPECT_EQ(clock.now(), start);
  pass(minutes(10));
  EXPECT_EQ(clock.now(), start + minutes(10));

  system.time -= hours(1);
  EXPECT_EQ(clock.now(), start + minutes(10));
  pass(minutes(2));
  EXPECT_EQ(clock.now(), start + minutes(11)) << "at half the speed";
  for (int i = 0; i < 1000; ++i) {  // however often it is asked
    steady += microseconds(100);
    (void)clock.now();
  }
  steady -= microseconds(100'000);
  pass(minutes(130));
  EXPECT_EQ(clock.now(), system.time) << "caught up";
  pass(minutes(1));
  EXPECT_EQ(clock.now(), system.time);

  system.time += hours(24 * 400);  // forward is believed
  EXPECT_EQ(clock.now(), system.time);
}

TEST(PatientClock, KnowsWhatItSkipped) {
  using std::chrono::hours;
  using std::chrono::milliseconds;
  using std::chrono::minutes;
  SetClock system;
  std::chrono::microseconds steady{0};
  const PatientClock clock(system, [&] { return steady; });
  const Time start = clock.now();
  system.time += minutes(90);
  steady += minutes(90);
  EXPECT_EQ(clock.skipped_since(start), milliseconds(0)) << "time that passed";
  const Time before = clock.now();
  system.time += hours(48);
  steady += minutes(1);
  const Time after = clock.now();
  EXPECT_EQ(clock.skipped_since(start), hours(48) - minutes(1));
  EXPECT_EQ(clock.skipped_since(before), hours(48) - minutes(1));
  EXPECT_EQ(clock.skipped_since(after), milliseconds(0));
  system.time -= hours(48);
  EXPECT_EQ(clock.now(), after);
  steady += hours(200);
  system.time += hours(200);
  EXPECT_EQ(clock.now(), system.time);
  EXPECT_EQ(clock.skipped_since(after), milliseconds(0)) << "caught up";
  for (int i = 0; i < 1000; ++i) {
    system.time += minutes(1);
    (void)clock.now();
  }
  EXPECT_EQ(clock.skipped_since(start), minutes(100)) << "the last hundred";
}

TEST_F(Scheduling, ACallMayAskForTheNextAndOneThatThrowsEndsOnlyItself) {
  scheduler.call_at(clock.time, [] { throw std::runtime_error("oops"); });
  scheduler.call_at(clock.time,
                    [this] { scheduler.call_at(clock.time, [this] { is_done = true; }); });
  until(is_done);
  EXPECT_EQ(notes.lines, 1);
}

TEST_F(Scheduling, AMomentThatIsCenturiesAwayIsNoTrouble) {
  scheduler.call_at(Time::max(), [this] { order += "x"; });
  scheduler.call_at(Time::min(), [this] { is_done = true; });
  until(is_done);
  EXPECT_EQ(order, "");
}

}  // namespace
}  // namespace gateway::app
