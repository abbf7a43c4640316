// SPDX-License-Identifier: GPL-2.0-or-later
// The link comes back, whatever ended it, and says what stands in its way.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "component.h"
#include "fake_server.h"

namespace {

using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

std::string stream_error(const std::string& condition) {
  return "<stream:error><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" +
         "</stream:error></stream:stream>";
}

TEST(Reconnect, AfterEveryWayOfEnding) {
  MainLoop loop;
  constexpr int endings = 4;
  FakeServer server([&](FakeServer& self) {
    for (int i = 0; i < endings; ++i) {
      Peer peer = self.accept();
      peer.welcome();
      if (i == 0) peer.send("</stream:stream>");
      if (i == 1) peer.send(stream_error("system-shutdown"));
      if (i == 2) peer.send("<unfinished");
    }
    Peer peer = self.accept();
    peer.welcome();
    peer.read_to_the_end();
  });
  Component component(quick_settings(server.port()));
  component.link().start();
  loop.run_until([&] { return component.ups == endings + 1; }, "fifth link");
  EXPECT_EQ(component.downs.size(), std::size_t{endings});
  EXPECT_EQ(component.downs[1], "the XMPP server ended the stream: system-shutdown");
  EXPECT_EQ(component.link().problem(), "");
}

TEST(Reconnect, WhenNobodyListensYet) {
  MainLoop loop;
  std::uint16_t port = 0;
  {
    const FakeServer gone([](FakeServer&) {});
    port = gone.port();
  }
  Component component(quick_settings(port));
  component.link().start();
  loop.run_until([&] { return component.notes.has("no connection to the XMPP server"); }, "note");
  EXPECT_TRUE(component.downs.empty());
  const std::string& problem = component.link().problem();
  for (const char* words : {"is it running", "xmpp.server", "xmpp.port"})
    EXPECT_NE(problem.find(words), std::string::npos) << problem;
}

TEST(Reconnect, AServerThatClosesAtOnceMakesOneLookAtThePort) {
  MainLoop loop;
  FakeServer server([](FakeServer& self) { self.accept().read_until("to='sms.example.com'>"); });
  Component component(quick_settings(server.port()));
  component.link().start();
  loop.run_until([&] { return component.notes.has("is xmpp.port its port for components?"); },
                 "note");
}

TEST(Reconnect, AWrongSecretIsSaidAndTriedAgainAndNeverLogged) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    for (int i = 0; i < 2; ++i) {
      Peer peer = self.accept();
      peer.read_until("to='sms.example.com'>");
      peer.send(link_test::server_header);
      peer.read_until("</handshake>");
      peer.send(stream_error("not-authorized"));
    }
    Peer peer = self.accept();  // somebody has corrected it
    peer.welcome();
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.secret = "do-not-tell";
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
  EXPECT_TRUE(component.notes.has("refuses the secret of sms.example.com"));
  EXPECT_FALSE(component.notes.has("do-not-tell"));
  EXPECT_TRUE(component.downs.empty());
}

TEST(Reconnect, ACorrectedSecretIsTriedAtOnce) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    {
      Peer peer = self.accept();
      peer.read_until("to='sms.example.com'>");
      peer.send(link_test::server_header);
      peer.read_until("</handshake>");
      peer.send(stream_error("not-authorized"));
    }
    Peer peer = self.accept();
    // SHA-1 of the id in the header and "right"
    EXPECT_EQ(peer.welcome(), "d5898c8f26c1e095b1587fa3f3209210d29a9b7d");
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.times.refused = {std::chrono::hours(1), std::chrono::hours(1)};
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return !component.link().problem().empty(); }, "refusal");
  component.link().try_with("right");
  loop.run_until([&] { return component.ups == 1; }, "link");
}

TEST(Reconnect, AnotherGatewayIsWaitedFor) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    for (int i = 0; i < 3; ++i) {
      Peer peer = self.accept();
      peer.read_until("to='sms.example.com'>");
      peer.send(link_test::server_header);
      peer.read_until("</handshake>");
      peer.send(stream_error("conflict"));
    }
    Peer peer = self.accept();  // the other is gone
    peer.welcome();
    peer.read_to_the_end();
  });
  Component component(quick_settings(server.port()));
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
  EXPECT_TRUE(component.notes.has("another gateway is connected as sms.example.com"));
}

TEST(Reconnect, AServerThatAcceptsAndSaysNothingIsGivenUp) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer silent = self.accept();
    Peer peer = self.accept();
    peer.welcome();
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.times.connect = std::chrono::milliseconds(200);
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
  EXPECT_TRUE(component.notes.has("does not answer as a component's port does"));
}

TEST(Reconnect, TheServersLastWordsAreHeardThoughWritingFails) {
  MainLoop loop;
  std::atomic<bool> is_gone = false;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    (void)peer.read_until("<message/>");
    peer.send(stream_error("system-shutdown"));
    peer.close();  // with bytes unread, which resets the connection
    is_gone = true;
  });
  auto settings = quick_settings(server.port());
  settings.times.broken = {std::chrono::hours(1), std::chrono::hours(1)};
  Component component(settings);
  const gateway::xml::Element message("message", "");
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
  for (int i = 0; i < 100'000; ++i)
    (void)component.link().send(message);
  loop.run_until([&] { return component.link().waiting_bytes() < 1'000'000; }, "first write");
  while (!is_gone)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  (void)component.link().send(message);
  loop.run_until([&] { return !component.downs.empty(); }, "end");
  EXPECT_EQ(component.downs[0], "the XMPP server ended the stream: system-shutdown");
}

TEST(Reconnect, WhatCameBeforeTheBreakIsHandedOverFirst) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    std::string all;
    for (int i = 0; i < 2000; ++i)
      all += "<message id='" + std::to_string(i) + "'/>";
    peer.send(all + "<broken");
    peer.close();
  });
  auto settings = quick_settings(server.port());
  settings.stanzas_a_turn = 10;
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return !component.downs.empty(); }, "end of the link");
  EXPECT_EQ(component.stanza_count, 2000U);
}

}  // namespace
