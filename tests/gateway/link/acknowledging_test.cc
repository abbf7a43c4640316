// SPDX-License-Identifier: GPL-2.0-or-later
// A server with Nagle's algorithm on (Prosody, unless told otherwise) sends a text only when the
// one before it was acknowledged.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "component.h"
#include "fake_server.h"

namespace {

using namespace std::chrono_literals;
using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

TEST(Acknowledging, EachStanzaIsAcknowledgedThoughNothingIsSaidToIt) {
  constexpr std::size_t total = 100;
  MainLoop loop;
  std::atomic<std::size_t> delivered = 0;
  std::atomic<bool> is_done = false;
  std::uint32_t acknowledged = 0;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    peer.send_without_waiting();
    const std::uint32_t before = peer.segments();
    for (std::size_t number = 1; number <= total; ++number) {
      peer.send("<message from='juliet@example.com' to='+13075551212@sms.example.com'/>");
      while (delivered < number && !is_done)
        std::this_thread::sleep_for(100us);
    }
    // The kernel's own acknowledgements would be one for many.
    const auto end = std::chrono::steady_clock::now() + 20s;
    do {
      acknowledged = peer.segments() - before;
    } while (acknowledged < total && std::chrono::steady_clock::now() < end);
    is_done = true;
    peer.send("</stream:stream>");
  });
  auto settings = quick_settings(server.port());
  settings.times.broken = {1h, 1h};
  Component component(settings);
  component.on_stanza = [&](const auto& /*stanza*/) { ++delivered; };
  component.link().start();
  loop.run_until([&] { return is_done && !component.downs.empty(); }, "end of the script");
  EXPECT_GE(acknowledged, total);
}

}  // namespace
