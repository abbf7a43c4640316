// SPDX-License-Identifier: GPL-2.0-or-later
// The world of a scenario: a clock that waits for nobody, timers, an XMPP server and a carrier that
// say what the test lets them say.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gateway/carrier/carrier.h"
#include "gateway/link/link.h"
#include "gateway/model/clock.h"
#include "gateway/model/scheduler.h"

namespace gateway::test {

/// Time passes only by run_to().
class StageClock final : public Clock, public Scheduler {
 public:
  [[nodiscard]] Time now() const override { return now_; }
  CallId call_at(Time when, std::function<void()> call) override {
    calls_.emplace(std::pair(std::max(when, now_), ++last_), std::move(call));
    times_[last_] = std::max(when, now_);
    return last_;
  }
  void cancel(CallId id) override {
    const auto found = times_.find(id);
    if (found == times_.end()) return;
    calls_.erase({found->second, id});
    times_.erase(found);
  }

  /// Makes every call that is due until then, each at its time, and `settle` after each.
  void run_to(Time end, const std::function<void()>& settle) {
    while (!calls_.empty() && calls_.begin()->first.first <= end) {
      const auto [when, id] = calls_.begin()->first;
      const auto call = std::move(calls_.begin()->second);
      calls_.erase(calls_.begin());
      times_.erase(id);
      now_ = when;
      call();
      settle();
    }
    now_ = end;
  }
  void set_forward(std::chrono::milliseconds by) {
    skips_.emplace_back(now_, by);
    now_ += by;
  }
  [[nodiscard]] std::chrono::milliseconds skipped_since(Time moment) const override {
    std::chrono::milliseconds skipped{0};
    for (const auto& [from, by] : skips_)
      if (from >= moment) skipped += by;
    return skipped;
  }
  /// Before a new start only: calls that are asked for stay where they are.
  void put_back(std::chrono::milliseconds by) { now_ -= by; }
  [[nodiscard]] std::size_t pending() const { return calls_.size(); }

 private:
  Time now_{std::chrono::seconds{1'700'000'000}};
  std::vector<std::pair<Time, std::chrono::milliseconds>> skips_;
  CallId last_ = 0;
  std::map<std::pair<Time, CallId>, std::function<void()>> calls_;
  std::map<CallId, Time> times_;
};

class StageLink final : public Link {
 public:
  bool up = true;
  std::size_t room = 1'000'000;  ///< how many stanzas fit
  std::deque<xml::Element> sent;
  std::deque<std::function<void(bool)>> fences;

  [[nodiscard]] bool is_up() const override { return up; }
  bool send(const xml::Element& stanza) override {
    if (!up || room == 0) return false;
    --room;
    sent.push_back(stanza);
    return true;
  }
  void fence(std::function<void(bool)> done) override { fences.push_back(std::move(done)); }
};

class StageCarrier final : public Carrier {
 public:
  explicit StageCarrier(std::string name) : name_(std::move(name)) {}

  struct Request {
    Message message;
    std::function<void(SendResult)> answer;
  };
  struct Question {
    Message message;
    std::function<void(AskResult)> answer;
  };
  CarrierTraits can{.max_segments = 10,
                    .reports_delivery = true,
                    .can_be_asked = true,
                    .max_in_flight = 4,
                    .per_second_and_number = 0};
  std::deque<Request> requests;
  std::deque<Question> questions;
  std::size_t most_at_once = 0;

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] CarrierTraits traits() const override { return can; }
  void send(const Message& message, std::function<void(SendResult)> done) override {
    requests.push_back({message, std::move(done)});
    most_at_once = std::max(most_at_once, requests.size());
  }
  void ask(const Message& message, std::function<void(AskResult)> done) override {
    questions.push_back({message, std::move(done)});
  }

 private:
  std::string name_;
};

}  // namespace gateway::test
