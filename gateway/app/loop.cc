// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/loop.h"

#include <algorithm>
#include <utility>

#include "gateway/base/monotonic.h"

namespace gateway::app {
namespace {

/// More than a clock that is corrected little by little ever gains between two looks at it.
constexpr std::chrono::seconds smallest_skip{10};
constexpr std::size_t most_skips = 100;

}  // namespace

Time PatientClock::now() const {
  const Time before = last_;
  const auto steady = steady_();
  const Time now = never_back(steady);
  if (before != Time::min()) {
    const auto passed = std::chrono::floor<std::chrono::milliseconds>(steady - last_steady_);
    if (now - before - passed >= smallest_skip) skips_.push_back({before, now - before - passed});
    if (skips_.size() > most_skips) skips_.pop_front();
  }
  last_steady_ = steady;
  return now;
}

std::chrono::milliseconds PatientClock::skipped_since(Time moment) const {
  (void)now();
  std::chrono::milliseconds skipped{0};
  for (const Skip& skip : skips_)
    if (skip.from >= moment) skipped += skip.by;
  return skipped;
}

Time PatientClock::never_back(std::chrono::microseconds steady) const {
  const Time told = system_.now();
  if (!held_) {
    if (told >= last_) return last_ = told;
    held_ = Held{last_, steady};
  }
  const auto passed = std::chrono::floor<std::chrono::milliseconds>(steady - held_->since);
  const Time slow = held_->time + passed / 2;
  if (told < slow) return last_ = slow;
  held_.reset();
  return last_ = told;
}

LoopScheduler::LoopScheduler(const Clock& clock, Log& log)
    : clock_(clock), log_(log), timer_(log, "a call at its time", [this] { run_due(); }) {}

Scheduler::CallId LoopScheduler::call_at(Time when, std::function<void()> call) {
  // A moment that is centuries away would not fit.
  constexpr std::chrono::milliseconds longest = std::chrono::days(365);
  // Compared before it is subtracted: the difference of extremes would not fit either.
  const Time now = clock_.now();
  const auto wait = when <= now             ? std::chrono::milliseconds(0)
                    : when >= now + longest ? longest
                                            : when - now;
  const CallId id = ++last_;
  const Moment moment = monotonic_now() + wait;
  moments_.emplace(id, moment);
  const auto added = calls_.emplace(Key(moment, id), std::move(call)).first;
  if (added == calls_.begin()) arm();
  return id;
}

void LoopScheduler::cancel(CallId id) {
  const auto found = moments_.find(id);
  if (found == moments_.end()) return;
  calls_.erase({found->second, id});
  moments_.erase(found);
}

void LoopScheduler::arm() {
  if (calls_.empty()) return timer_.stop();
  const auto wait = std::max(calls_.begin()->first.first - monotonic_now(), Moment(0));
  timer_.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void LoopScheduler::run_due() {
  // What a call asks for at once has its turn after the sockets had theirs.
  const Key last(monotonic_now(), last_);
  while (!calls_.empty() && calls_.begin()->first <= last) {
    auto call = std::move(calls_.begin()->second);
    moments_.erase(calls_.begin()->first.second);
    calls_.erase(calls_.begin());
    guarded(log_, "a call at its time", call);
  }
  arm();
}

}  // namespace gateway::app
