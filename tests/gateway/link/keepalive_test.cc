// SPDX-License-Identifier: GPL-2.0-or-later
// A server that is silent is asked, and given up when it stays silent.
#include <gtest/gtest.h>

#include "component.h"
#include "fake_server.h"

namespace {

using namespace std::chrono_literals;
using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

TEST(Keepalive, AServerThatStaysSilentIsGivenUp) {
  MainLoop loop;
  std::string asked;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    asked = peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.times.silence = 50ms;
  settings.times.answer = 100ms;
  settings.times.broken = {1h, 1h};
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return !component.downs.empty(); }, "end of the link");
  EXPECT_NE(component.downs[0].find("is silent"), std::string::npos);
  EXPECT_FALSE(component.link().is_up());
}

TEST(Keepalive, AServerThatAnswersIsKept) {
  MainLoop loop;
  int asked = 0;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    while (asked < 3) {
      const std::string ping = peer.read_until("</iq>");
      EXPECT_NE(ping.find("to='example.com'"), std::string::npos);
      EXPECT_NE(ping.find("urn:xmpp:ping"), std::string::npos);
      peer.send(" ");  // anything shows that it is there
      ++asked;
    }
    peer.send("<message/>");
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.times.silence = 30ms;
  settings.times.answer = 60s;
  Component component(settings);
  bool is_over = false;
  component.on_stanza = [&](const gateway::xml::Element&) { is_over = true; };
  component.link().start();
  loop.run_until([&] { return is_over; }, "third ping");
  EXPECT_TRUE(component.downs.empty());
}

TEST(Keepalive, AServerThatWeDoNotReadIsNotSilent) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    for (int i = 0; i < 100; ++i)
      peer.send("<message id='" + std::to_string(i) + "'/>");
    peer.read_to_the_end();
  });
  auto settings = quick_settings(server.port());
  settings.times.silence = 10ms;
  settings.times.answer = 2s;
  bool must_wait = false;
  int asked_whether = 0;
  settings.must_wait = [&] {
    ++asked_whether;
    return must_wait;
  };
  Component component(settings);
  component.on_up = [&] { must_wait = true; };
  component.link().start();
  loop.run_until([&] { return asked_whether > 500; }, "long wait");  // twice its patience
  EXPECT_TRUE(component.downs.empty());
  EXPECT_TRUE(component.stanzas.empty()) << "nothing is handed over meanwhile";
  must_wait = false;
  loop.run_until([&] { return component.stanzas.size() == 100; }, "all stanzas");
  for (std::size_t i = 0; i < component.stanzas.size(); ++i) {
    EXPECT_EQ(component.stanzas[i].attribute("id"), std::to_string(i));
  }
}

TEST(Keepalive, PingsThatAreNeverAnsweredEndTheLink) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    while (!peer.read_some().empty())
      peer.send("<message/>");  // it is there, but does not answer
  });
  auto settings = quick_settings(server.port());
  settings.times.silence = 20ms;
  settings.times.answer = 60s;
  settings.times.fence = 50ms;
  settings.times.broken = {1h, 1h};
  Component component(settings);
  std::optional<bool> fenced;
  component.on_up = [&] { component.link().fence([&](bool is_done) { fenced = is_done; }); };
  component.link().start();
  loop.run_until([&] { return fenced.has_value(); }, "fence");
  EXPECT_EQ(fenced, false);
  EXPECT_TRUE(component.notes.has("does not answer pings"));
}

}  // namespace
