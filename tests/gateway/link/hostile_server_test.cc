// SPDX-License-Identifier: GPL-2.0-or-later
// What no server should send: bounded, named, and over with the next connection at the latest.
#include <gtest/gtest.h>

#include "component.h"
#include "fake_server.h"

namespace {

using link_test::Component;
using link_test::FakeServer;
using link_test::MainLoop;
using link_test::Peer;
using link_test::quick_settings;

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}

/// Sends this behind the handshake; the link is to end with `condition` and come back.
void expect_end(const std::string& bytes, const std::string& condition) {
  MainLoop loop;
  std::string heard;
  FakeServer server([&](FakeServer& self) {
    {
      Peer peer = self.accept();
      peer.welcome();
      peer.send(bytes);
      heard = peer.read_to_the_end();
    }
    Peer peer = self.accept();
    peer.welcome();
    peer.read_to_the_end();
  });
  Component component(quick_settings(server.port()));
  component.link().start();
  loop.run_until([&] { return component.ups == 2; }, "second link");
  EXPECT_NE(heard.find("<" + condition + " xmlns="), std::string::npos) << heard;
}

TEST(HostileServer, BrokenXmlEndsTheStream) {
  expect_end("<message><body></message>", "not-well-formed");
}

TEST(HostileServer, BadUtf8EndsTheStream) {
  expect_end("<message><body>\xC0\xAF</body></message>", "not-well-formed");
}

TEST(HostileServer, ADoctypeOrACommentEndsTheStream) {
  expect_end("<!-- a -->", "restricted-xml");
}

TEST(HostileServer, TextBetweenStanzasEndsTheStream) {
  expect_end("hello", "bad-format");
}

TEST(HostileServer, AHundredThousandNestedTagsEndTheStream) {
  expect_end(repeated("<d>", 100'000), "policy-violation");
}

TEST(HostileServer, ATagWithoutEndEndsTheStream) {
  expect_end("<message a='" + std::string(2'000'000, 'x'), "policy-violation");
}

TEST(HostileServer, AStanzaOf20MegabytesIsAnsweredAndTheLinkStays) {
  MainLoop loop;
  std::string heard;
  FakeServer server([&](FakeServer& self) {
    Peer peer = self.accept();
    peer.welcome();
    peer.send("<message from='a@b/c' to='+1@sms.example.com' id='big'><body>");
    peer.send(std::string(20'000'000, 'x'));
    peer.send("</body></message><message id='next'/>");
    heard = peer.read_until("</message>");
    peer.read_until("</stream:stream>");
  });
  Component component(quick_settings(server.port()));
  component.link().start();
  loop.run_until([&] { return component.stanza_count == 1; }, "stanza");
  EXPECT_EQ(component.stanzas[0].attribute("id"), "next");
  EXPECT_TRUE(component.downs.empty());
  bool is_stopped = false;
  component.link().stop([&] { is_stopped = true; });
  loop.run_until([&] { return is_stopped; }, "end");
  EXPECT_NE(heard.find("to='a@b/c' id='big'"), std::string::npos) << heard;
}

TEST(HostileServer, AWebServerAtThePortIsSaid) {
  for (const char* answer : {"<html><body/></html>", "<stream xmlns='jabber:client' id='1'>"}) {
    MainLoop loop;
    FakeServer server([&](FakeServer& self) {
      Peer peer = self.accept();
      peer.send(answer);
      peer.read_to_the_end();
    });
    auto settings = quick_settings(server.port());
    settings.times.refused = {std::chrono::hours(1), std::chrono::hours(1)};
    Component component(settings);
    component.link().start();
    loop.run_until([&] { return component.notes.has("not an XMPP server that takes components"); },
                   "note");
  }
}

}  // namespace
