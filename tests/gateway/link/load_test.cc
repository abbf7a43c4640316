// SPDX-License-Identifier: GPL-2.0-or-later
// Many stanzas: none lost, the buffer bounded, the main loop not starved.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "component.h"
#include "fake_server.h"
#include "gateway/base/loop_timer.h"
#include "gateway/xml/names.h"

namespace {

using namespace std::chrono_literals;
using gateway::xml::Element;
using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

Element numbered(int number) {
  Element result("message", gateway::xml::component_namespace);
  result.set("from", "+13075551212@sms.example.com").set("to", "juliet@example.com");
  result.add("body").add_text(std::to_string(number));
  return result;
}

/// Counts the bodies of a stream and holds that they come in order.
class Counter {
 public:
  void take(std::string_view bytes) {
    rest_ += bytes;
    std::size_t done = 0;
    for (std::size_t at = rest_.find("<body>"); at != std::string::npos;
         at = rest_.find("<body>", done)) {
      const std::size_t end = rest_.find("</message>", at);
      if (end == std::string::npos) break;
      is_in_order_ = is_in_order_ && std::stoi(rest_.substr(at + 6)) == count_;
      ++count_;
      done = end;
    }
    rest_.erase(0, done);
  }
  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] bool is_in_order() const { return is_in_order_; }

 private:
  std::string rest_;
  int count_ = 0;
  bool is_in_order_ = true;
};

TEST(Load, AServerThatStallsForThreeSecondsLosesNothing) {
  constexpr int total = 200'000;
  MainLoop loop;
  Counter counter;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    std::this_thread::sleep_for(3s);  // the stall itself, not a wait for something
    while (counter.count() < total)
      counter.take(peer.read_some());
    peer.send("</stream:stream>");
  });
  auto settings = quick_settings(server.port());
  settings.times.broken = {1h, 1h};
  Component component(settings);
  int sent = 0;
  std::size_t most_waiting = 0;
  const auto send_on = [&] {
    while (sent < total && component.link().send(numbered(sent)))
      ++sent;
    most_waiting = std::max(most_waiting, component.link().waiting_bytes());
  };
  component.on_up = component.on_writable = send_on;
  component.link().start();
  loop.run_until([&] { return !component.downs.empty(); }, "end");
  EXPECT_EQ(sent, total);
  EXPECT_EQ(counter.count(), total);
  EXPECT_TRUE(counter.is_in_order());
  EXPECT_GT(component.writables, 0);
  EXPECT_LE(most_waiting, settings.buffer_bytes);
}

TEST(Load, AFloodLeavesRoomForEverythingElse) {
  constexpr std::size_t total = 100'000;
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    std::string batch;
    for (int i = 0; i < 1000; ++i)
      batch += "<message/>";
    for (std::size_t i = 0; i < total / 1000; ++i)
      peer.send(batch);
    peer.read_to_the_end();
  });
  Component component(quick_settings(server.port()));
  component.keeps = false;
  std::size_t last_count = 0;
  std::size_t most_between = 0;
  gateway::LoopTimer other(component.notes, "something else", [&] {
    most_between = std::max(most_between, component.stanza_count - last_count);
    last_count = component.stanza_count;
    other.soon();
  });
  other.soon();
  component.link().start();
  loop.run_until([&] { return component.stanza_count == total; }, "stanzas");
  EXPECT_LE(most_between, 2 * quick_settings(0).stanzas_a_turn);
}

TEST(Load, WhileItMustWaitNothingIsReadAndTheServerHasToWait) {
  constexpr std::size_t total = 200'000;
  MainLoop loop;
  std::atomic<std::size_t> sent = 0;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    const std::string body(200, 'x');
    for (std::size_t i = 0; i < total; ++i) {
      peer.send("<message><body>" + body + "</body></message>");
      ++sent;
    }
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  bool must_wait = false;
  settings.must_wait = [&] { return must_wait; };
  Component component(settings);
  component.keeps = false;
  component.on_stanza = [&](const gateway::xml::Element&) {
    if (component.stanza_count == 1000) must_wait = true;
  };
  component.link().start();
  loop.run_until([&] { return must_wait; }, "thousand stanzas");
  // The sockets' buffers are full when the server gets no further.
  std::size_t before = 0;
  int turns_without = 0;
  loop.run_until(
      [&] {
        turns_without = sent == before ? turns_without + 1 : 0;
        before = sent;
        return turns_without > 50;
      },
      "full sockets");
  EXPECT_LT(sent, total);
  EXPECT_LE(component.stanza_count, 1000 + settings.stanzas_a_turn);
  must_wait = false;
  loop.run_until([&] { return component.stanza_count == total; }, "all stanzas");
  EXPECT_TRUE(component.downs.empty());
}

TEST(Load, AFullBufferRefusesAndSaysWhenThereIsRoom) {
  MainLoop loop;
  std::atomic<bool> may_read = false;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    while (!may_read)
      std::this_thread::sleep_for(1ms);
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.buffer_bytes = 100'000;
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
  loop.run_until([&] { return !component.link().send(numbered(1)); }, "refusal");
  component.link().fence([](bool) {});  // not even now is it refused
  while (component.link().send(numbered(1))) {
  }
  may_read = true;
  loop.run_until([&] { return component.writables == 1; }, "room");
  EXPECT_LT(component.link().waiting_bytes(), 50'000U);
  EXPECT_TRUE(component.link().send(numbered(2)));
}

}  // namespace
