// SPDX-License-Identifier: GPL-2.0-or-later
// The link against a server that behaves.
#include <gtest/gtest.h>

#include "component.h"
#include "fake_server.h"
#include "gateway/xml/names.h"

namespace {

using gateway::xml::Element;
using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

constexpr char right_digest[] = "aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e";

Element message(const std::string& body) {
  Element result("message", gateway::xml::component_namespace);
  result.set("from", "+13075551212@sms.example.com").set("to", "juliet@example.com");
  result.add("body").add_text(body);
  return result;
}

/// The component's ping, answered.
std::string answer_to(const std::string& ping, const std::string& type) {
  const std::size_t at = ping.find(" id='") + 5;
  return "<iq type='" + type + "' from='example.com' to='sms.example.com' id='" +
         ping.substr(at, ping.find('\'', at) - at) + "'/>";
}

TEST(Link, ShakesHandsAndExchangesStanzas) {
  MainLoop loop;
  std::string heard;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    EXPECT_EQ(peer.welcome(), right_digest);
    peer.send(
        "<message from='juliet@example.com' to='+1@sms.example.com'><body>hi</body></message>");
    heard = peer.read_until("</message>");
    EXPECT_EQ(peer.read_until("</stream:stream>"), "</stream:stream>");
    peer.send("</stream:stream>");
    EXPECT_EQ(peer.read_to_the_end(), "");
  });
  Component component(quick_settings(server.port()));
  EXPECT_FALSE(component.link().send(message("too early")));
  component.link().start();
  loop.run_until([&] { return !component.stanzas.empty(); }, "stanza");
  EXPECT_TRUE(component.link().is_up());
  EXPECT_EQ(component.stanzas[0].child_text("body"), "hi");
  EXPECT_TRUE(component.link().send(message("hello")));
  bool is_stopped = false;
  component.link().stop([&] { is_stopped = true; });
  EXPECT_FALSE(component.link().is_up());
  loop.run_until([&] { return is_stopped; }, "end");
  EXPECT_EQ(heard,
            "<message from='+13075551212@sms.example.com' to='juliet@example.com'>"
            "<body>hello</body></message>");
  EXPECT_EQ(component.downs.size(), 1U);
}

TEST(Link, StanzasOfAClientsNamespaceGoOutInTheStreams) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    EXPECT_EQ(peer.read_until("/>"), "<presence/>");
    EXPECT_EQ(peer.read_until("</message>"), "<message><body/></message>");
    peer.read_until("</stream:stream>");
  });
  Component component(quick_settings(server.port()));
  component.on_up = [&] {
    EXPECT_TRUE(component.link().send(Element("presence", "")));
    Element chat("message", "jabber:client");
    chat.add("body");
    EXPECT_TRUE(component.link().send(chat));
    component.link().stop([&] { component.ups = 7; });
  };
  component.link().start();
  loop.run_until([&] { return component.ups == 7; }, "end");
}

TEST(Link, ReadsAServerThatSendsByteByByte) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    for (const char c : std::string(link_test::server_header) + "<handshake/><presence/>")
      peer.send({&c, 1});
    peer.read_until("</stream:stream>");
  });
  Component component(quick_settings(server.port()));
  component.link().start();
  // The answer to the handshake is here before ours is asked for: nobody checks it in this play.
  loop.run_until([&] { return component.stanza_count == 1; }, "stanza");
  component.link().stop({});
  loop.run_until([&] { return !component.downs.empty(); }, "end");
}

TEST(Link, TalksIpv6) {
  MainLoop loop;
  FakeServer server(
      [&](FakeServer& self) {
        Peer peer = self.accept();
        peer.welcome();
        peer.read_to_the_end();
      },
      true);
  auto settings = quick_settings(server.port());
  settings.host = "::1";
  Component component(settings);
  component.link().start();
  loop.run_until([&] { return component.ups == 1; }, "link");
}

TEST(Link, AFenceIsTrueOnceThePingIsBackEvenAsAnError) {
  for (const char* type : {"result", "error"}) {
    MainLoop loop;
    FakeServer server([&](FakeServer& self) {
      Peer peer = self.accept();
      peer.welcome();
      peer.read_until("</message>");
      peer.send(answer_to(peer.read_until("</iq>"), type));
      peer.read_to_the_end();
    });
    Component component(quick_settings(server.port()));
    std::optional<bool> fenced;
    component.on_up = [&] {
      EXPECT_TRUE(component.link().send(message("before")));
      component.link().fence([&](bool is_done) { fenced = is_done; });
      EXPECT_FALSE(fenced);
    };
    component.link().start();
    loop.run_until([&] { return fenced.has_value(); }, "fence");
    EXPECT_EQ(fenced, true);
    EXPECT_EQ(component.stanza_count, 0U);
  }
}

TEST(Link, AFenceIsFalseWhenTheLinkBreaksFirst) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    peer.read_until("</iq>");
  });
  Component component(quick_settings(server.port()));
  std::optional<bool> fenced;
  bool was_down_before = true;
  component.on_up = [&] {
    component.link().fence([&](bool is_done) {
      fenced = is_done;
      was_down_before = !component.downs.empty() || component.link().is_up();
    });
  };
  component.link().start();
  loop.run_until([&] { return fenced.has_value(); }, "fence");
  EXPECT_EQ(fenced, false);
  EXPECT_FALSE(was_down_before);
}

TEST(Link, AFenceWithoutALinkIsFalseInTheNextTurn) {
  MainLoop loop;
  Component component(quick_settings(1));
  std::optional<bool> fenced;
  component.link().fence([&](bool is_done) { fenced = is_done; });
  EXPECT_FALSE(fenced);
  loop.run_until([&] { return fenced.has_value(); }, "fence");
  EXPECT_EQ(fenced, false);
}

TEST(Link, WhatAListenerThrowsHarmsNothing) {
  MainLoop loop;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    peer.send("<message/><message/><message/>");
    peer.read_to_the_end();
  });
  Component component(quick_settings(server.port()));
  component.on_stanza = [](const Element&) { throw std::runtime_error("oops"); };
  component.link().start();
  loop.run_until([&] { return component.stanza_count == 3; }, "stanzas");
  EXPECT_TRUE(component.link().is_up());
  EXPECT_TRUE(component.notes.has("what=oops"));
}

TEST(Link, StoppingWaitsOnlyAMomentForASilentServer) {
  MainLoop loop;
  bool is_stopped = false;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    peer.read_until("</stream:stream>");
    peer.read_to_the_end();  // and says nothing itself
  });
  auto settings = quick_settings(server.port());
  settings.times.closing = std::chrono::milliseconds(50);
  Component component(settings);
  component.on_up = [&] { component.link().stop([&] { is_stopped = true; }); };
  component.link().start();
  loop.run_until([&] { return is_stopped; }, "end");
}

TEST(Link, CanBeStoppedAndDestroyedBeforeItIsConnected) {
  MainLoop loop;
  bool is_stopped = false;
  {
    Component component(quick_settings(1));
    component.link().start();
    component.link().stop([&] { is_stopped = true; });
    EXPECT_TRUE(is_stopped);
    component.link().start();
  }
}

}  // namespace
