// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway killed at any moment, thousands of times: what the carrier and Juliet have in the end
// is what was taken, each once, in order.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gateway/core/names.h"
#include "gateway/core/switchboard.h"
#include "gateway/protocol/queries.h"
#include "gateway/xml/names.h"
#include "tests/gateway/support/lazy_store.h"
#include "tests/gateway/support/memory_store.h"
#include "tests/gateway/support/stage.h"
#include "tests/gateway/support/test_loop.h"

namespace gateway::test {
namespace {

class Trial {
 public:
  Trial(unsigned seed, bool can_be_asked) : random_(seed) {
    carrier_.can.can_be_asked = can_be_asked;
    settings_.domain = "sms.example.com";
    settings_.users = {{"juliet@example.com", "+13075550100", {}, false}};
    settings_.default_carrier = "simulator";
    settings_.window = 6;  // small, so that paging is part of it
    settings_.window_of_number = 5;
    settings_.window_of_pair = 3;
    begin();
  }

  void run() {
    for (int step = 0; step < 150; ++step)
      act();
    is_calm_ = true;
    link_.up = true;
    crash();  // what hangs at the carrier is over
    for (int step = 0; step < 200 && !is_settled(); ++step) {
      lets_work(100);
      carrier_works();
      server_reads(link_.sent.size());
      fences_pass();
      inbound_again();
      passes(std::chrono::seconds(step < 100 ? 1 : 60));
    }
  }

  void judge(bool can_be_asked) {
    std::map<std::string, std::int64_t> last_of_pair;
    std::map<std::int64_t, int> times;
    for (const auto& [id, peer] : taken_by_carrier_) {
      ++times[id];
      EXPECT_LE(last_of_pair[peer], id) << "out of order to " << peer;
      last_of_pair[peer] = id;
    }
    for (const auto& [id, message] : disk_.messages()) {
      if (message.direction == Direction::in) {
        EXPECT_EQ(message.state, State::handed_over) << id.value;
        continue;
      }
      const int count = times[id.value];
      EXPECT_LE(count, 1) << "doubled: " << id.value;
      const bool is_reported = errors_.contains(message.stanza_id);
      if (can_be_asked) {
        EXPECT_EQ(count, 1) << "lost: " << id.value << ' ' << state_name(message.state);
        EXPECT_FALSE(is_reported) << id.value;
        EXPECT_EQ(message.state, State::delivered) << id.value;
      }
      EXPECT_TRUE(count == 1 || is_reported) << "lost in silence: " << id.value;
      if (message.state == State::delivered) {
        EXPECT_TRUE(receipts_.contains(message.stanza_id)) << "no receipt: " << id.value;
      } else {
        EXPECT_TRUE(is_reported) << id.value << ' ' << state_name(message.state);
      }
      EXPECT_FALSE(message.owes_news) << id.value;
      times.erase(id.value);
    }
    EXPECT_EQ(inbound_told_, received_);
    EXPECT_TRUE(std::ranges::is_sorted(order_)) << "inbound out of order";
  }

  std::size_t texts() const { return disk_.messages().size(); }

 private:
  int below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }
  bool chance(int percent) { return below(100) < percent; }

  bool is_settled() const {
    return inbound_.empty() && std::ranges::all_of(disk_.messages(), [](const auto& entry) {
             return is_final(entry.second.state) && !entry.second.owes_news;
           });
  }

  void begin() {
    World world{clock_, clock_, store_, link_, [this] { return below(1000) / 1000.0; }, {}};
    gateway_ = std::make_unique<Switchboard>(
        std::move(world), Switchboard::Setup{settings_, {&carrier_}, protocol::all_queries("1")});
    gateway_->start([this](bool) {
      if (link_.up) gateway_->link_up();
    });
  }

  void crash() {
    gateway_.reset();
    store_.lose();
    carrier_.requests.clear();
    carrier_.questions.clear();
    link_.fences.clear();
    // The server has read some of what was on its way.
    server_reads(static_cast<std::size_t>(below(static_cast<int>(link_.sent.size()) + 1)));
    link_.sent.clear();
    told_.clear();
    loop_.run();
    begin();
  }

  void act() {
    switch (below(14)) {
      case 0:
      case 1:
      case 2:
        return juliet_texts();
      case 3:
      case 4:
        inbound_.push_back("in" + std::to_string(++last_inbound_));
        return inbound_again();
      case 5:
        return inbound_again();
      case 6:
      case 7:
        return carrier_works();
      case 8:
        server_reads(static_cast<std::size_t>(below(static_cast<int>(link_.sent.size()) + 1)));
        return;
      case 9:
        server_reads(link_.sent.size());
        return fences_pass();
      case 10:
        return passes(std::chrono::milliseconds(below(4000)));
      case 11:
        if (chance(40)) return crash();
        return lets_work(3);
      case 12:
        if (chance(30)) return link_changes();
        return lets_work(3);
      default:
        return lets_work(1 + below(5));
    }
  }

  void juliet_texts() {
    xml::Element message("message", xml::component_namespace);
    message.set("from", "juliet@example.com/balcony")
        .set("to", "+1307555121" + std::to_string(below(3)) + "@sms.example.com")
        .set("id", "m" + std::to_string(++last_text_));
    message.add("body").add_text("text " + std::to_string(last_text_));
    message.add(xml::Element("request", ns::receipts));
    gateway_->stanza(std::move(message));
  }

  void inbound_again() {
    for (const std::string& id : inbound_) {
      if (told_.contains(id)) continue;
      told_.insert(id);
      gateway_->inbound("simulator",
                        {id, "+13075551212", "+13075550100", "text " + id, {}, clock_.now()},
                        [this, id](bool is_stored) {
                          told_.erase(id);
                          if (!is_stored) return;
                          std::erase(inbound_, id);
                          inbound_told_.insert("sms-simulator-" + id);
                        });
    }
    for (const std::string& id : unreported_) {
      gateway_->report("simulator", {id, State::delivered, {}, clock_.now()},
                       [this, id](bool is_stored) {
                         if (is_stored && is_known(id)) std::erase(unreported_, id);
                       });
      if (!is_calm_) break;
    }
    lets_work(is_calm_ ? 200 : 2);
  }

  bool is_known(const std::string& carrier_id) const {
    return std::ranges::any_of(disk_.messages(), [&](const auto& entry) {
      return entry.second.carrier_id == carrier_id && entry.second.state == State::delivered;
    });
  }

  void carrier_works() {
    while (!carrier_.requests.empty()) {
      auto request = std::move(carrier_.requests.front());
      carrier_.requests.pop_front();
      const std::int64_t id = request.message.id.value;
      const bool takes = is_calm_ || chance(70);
      const std::string carrier_id = "SM" + std::to_string(id);
      if (takes) {
        taken_by_carrier_.emplace_back(id, request.message.peer);
        unreported_.push_back(carrier_id);
      }
      const int fate = is_calm_ ? 99 : below(100);
      if (fate < 15) continue;  // an answer that never comes: only a crash ends that
      if (fate < 35) {
        request.answer(Unclear{"cut"});
      } else if (takes) {
        request.answer(Accepted{carrier_id});
      } else {
        request.answer(TryLater{"busy", std::nullopt});
      }
    }
    while (!carrier_.questions.empty()) {
      auto question = std::move(carrier_.questions.front());
      carrier_.questions.pop_front();
      const std::int64_t id = question.message.id.value;
      const bool has = std::ranges::any_of(taken_by_carrier_,
                                           [id](const auto& entry) { return entry.first == id; });
      if (!is_calm_ && chance(30)) {
        question.answer(TryLater{"busy", std::nullopt});
      } else if (has) {
        question.answer(Accepted{"SM" + std::to_string(id)});
      } else {
        question.answer(NeverSeen{});
      }
    }
    lets_work(2);
  }

  void server_reads(std::size_t count) {
    for (; count > 0 && !link_.sent.empty(); --count) {
      const xml::Element stanza = std::move(link_.sent.front());
      link_.sent.pop_front();
      if (stanza.name() != "message") continue;
      const std::string id(stanza.attribute_or("id", ""));
      if (const auto* receipt = stanza.child("received", ns::receipts)) {
        receipts_.insert(std::string(receipt->attribute_or("id", "")));
      } else if (stanza.attribute_or("type", "") == "error") {
        errors_.insert(id);
      } else if (received_.insert(id).second) {
        const int number = std::stoi(id.substr(std::string("sms-simulator-in").size()));
        order_.push_back(number);
      }
    }
  }

  void fences_pass() {
    while (!link_.fences.empty()) {
      server_reads(link_.sent.size());
      const auto done = std::move(link_.fences.front());
      link_.fences.pop_front();
      done(true);
    }
  }

  void link_changes() {
    link_.up = !link_.up;
    if (link_.up) return gateway_->link_up();
    server_reads(static_cast<std::size_t>(below(static_cast<int>(link_.sent.size()) + 1)));
    link_.sent.clear();
    for (auto& done : std::exchange(link_.fences, {}))
      done(false);
    gateway_->link_down("broken");
  }

  void lets_work(int count) {
    for (; count > 0; --count) {
      const bool is_idle = store_.pressure().requests == 0;
      store_.work();
      loop_.run();
      if (is_idle && store_.pressure().requests == 0) return;
    }
  }

  void passes(std::chrono::milliseconds time) {
    clock_.run_to(clock_.now() + time, [this] { lets_work(2); });
  }

  std::mt19937 random_;
  Settings settings_;
  StageClock clock_;
  StageLink link_;
  StageCarrier carrier_{"simulator"};
  TestLoop loop_;
  MemoryStore disk_{loop_.poster()};
  LazyStore store_{disk_};
  std::unique_ptr<Switchboard> gateway_;
  bool is_calm_ = false;
  int last_text_ = 0;
  int last_inbound_ = 0;
  std::vector<std::string> inbound_;     ///< the carrier has not heard that we have it
  std::set<std::string> told_;           ///< of those, told to this run and not answered
  std::vector<std::string> unreported_;  ///< by the carrier's id
  std::vector<std::pair<std::int64_t, std::string>> taken_by_carrier_;
  std::set<std::string> receipts_, errors_, received_, inbound_told_;
  std::vector<int> order_;
};

#ifdef XMPP_SMS_SANITIZED  // fifty times as slow, and a memory error shows in fewer
constexpr unsigned runs = 300;
#else
constexpr unsigned runs = 1500;
#endif

void try_many(bool can_be_asked) {
  std::size_t texts = 0;
  for (unsigned seed = 1; seed <= runs && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Trial trial(seed, can_be_asked);
    trial.run();
    trial.judge(can_be_asked);
    texts += trial.texts();
  }
  EXPECT_GT(texts, runs * 10);
}

TEST(Crash, LosesNothingAndDoublesNothingWithACarrierThatCanBeAsked) {
  try_many(true);
}

TEST(Crash, DoublesNothingAndReportsEachLossWithACarrierThatCannotBeAsked) {
  try_many(false);
}

}  // namespace
}  // namespace gateway::test
