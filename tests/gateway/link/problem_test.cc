// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/problem.h"

#include <gtest/gtest.h>

#include "gateway/xml/names.h"

namespace {

using gateway::Problem;
using gateway::xml::Element;

Problem problem(const char* condition, const char* words = nullptr) {
  Element error("error", gateway::xml::streams_namespace);
  if (words != nullptr)
    error.add(Element("text", gateway::xml::stream_errors_namespace)).add_text(words);
  error.add(Element(condition, gateway::xml::stream_errors_namespace));
  return gateway::problem_of(error, "sms.example.com");
}

TEST(Problem, AWrongSecretSaysWhatToCompare) {
  const Problem wrong = problem("not-authorized", "Given token does not match");
  EXPECT_EQ(wrong.kind, Problem::Kind::refused);
  EXPECT_NE(wrong.text.find("the secret of sms.example.com"), std::string::npos);
  EXPECT_NE(wrong.text.find("component_secret"), std::string::npos);
}

TEST(Problem, AnUnknownDomainSaysWhatToAdd) {
  EXPECT_EQ(problem("host-unknown").kind, Problem::Kind::refused);
  EXPECT_NE(problem("host-unknown").text.find("sms.example.com"), std::string::npos);
}

TEST(Problem, WhatAWrongPortOrDomainLooksLikeIsSaidToo) {
  EXPECT_NE(problem("host-unknown").text.find("xmpp.port is the port for clients"),
            std::string::npos);                          // Prosody's
  const Problem clients = problem("invalid-namespace");  // ejabberd's
  EXPECT_EQ(clients.kind, Problem::Kind::refused);
  EXPECT_NE(clients.text.find("xmpp.port"), std::string::npos);
  EXPECT_NE(problem("not-authorized").text.find("xmpp.domain"), std::string::npos);
}

TEST(Problem, NoServerIsSaidOnce) {
  EXPECT_EQ(gateway::no_server(""), "no XMPP server");
  EXPECT_EQ(gateway::no_server(gateway::no_link("Connection\nrefused", "is it running?").text),
            "no XMPP server: Connection refused: is it running?");
  EXPECT_EQ(gateway::no_server(problem("system-shutdown").text),
            "no XMPP server: the XMPP server ended the stream: system-shutdown");
}

TEST(Problem, AConflictIsAnotherGateway) {
  EXPECT_EQ(problem("conflict").kind, Problem::Kind::conflict);
}

TEST(Problem, AnythingElseIsToldInTheServersWords) {
  const Problem other = problem("system-shutdown", "Back\nsoon");
  EXPECT_EQ(other.kind, Problem::Kind::broken);
  EXPECT_EQ(other.text, "the XMPP server ended the stream: system-shutdown (Back soon)");
}

}  // namespace
