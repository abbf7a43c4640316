// SPDX-License-Identifier: GPL-2.0-or-later
// Slips that operators make, and what they are told.
#include <gtest/gtest.h>

#include "gateway/config/read.h"

namespace gateway::config {
namespace {

constexpr char xmpp[] = "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n";
constexpr char carrier[] = "[carriers.a]\ntype = \"simulator\"\n";
const std::string least = std::string(xmpp) + carrier;  // NOLINT(cert-err58-cpp)

std::string lines_of(const Problems& problems) {
  std::string lines;
  for (const Problem& problem : problems)
    lines += problem.line("f") + "\n";
  return lines;
}

tl::expected<Read, Problems> read_text(const std::string& text) {
  return read(text,
              {.read_file = [](const std::string& path) -> tl::expected<std::string, std::string> {
                 return tl::make_unexpected(path + " cannot be read: No such file or directory");
               },
               .environment = [](const std::string&) -> std::optional<std::string> {
                 return std::nullopt;
               }});
}

std::string problems(const std::string& text) {
  const auto told = read_text(text);
  return told ? "none" : lines_of(told.error());
}

/// Of what can run.
std::string notices(const std::string& text) {
  const auto told = read_text(text);
  return told ? lines_of(told->notices) : "wrong: " + lines_of(told.error());
}

TEST(Mistakes, APlaceholderIsNoSecret) {
  EXPECT_EQ(
      problems("[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"…\"\n" + std::string(carrier)),
      "f:3:10: xmpp.secret: is still the example's placeholder; put the secret there, or "
      "into a file that is named here instead: secret-file = "
      "\"/etc/xmpp-sms-gateway/secret\"\n");
}

TEST(Mistakes, AGatewayThatNobodyCanUseIsNoticed) {
  EXPECT_EQ(notices(least),
            "f: users: there is none, and texts.open-registration is false: nobody new can text; "
            "add one, such as \"juliet@example.com\" = \"+13075550100\"\n");
  EXPECT_EQ(notices(least + "[users]\n\"j@x.y\" = \"+13075550100\"\n"), "");
  EXPECT_EQ(notices(least + "[texts]\nopen-registration = true\nregistration-pool = \"us\"\n"
                            "[pools.us]\nnumbers = [\"+13075550100\"]\n"),
            "");
}

TEST(Mistakes, ThePortOfTheServerHasAKeyOfItsOwn) {
  const auto server = [](const std::string& text) {
    return problems("[xmpp]\nserver = \"" + text +
                    "\"\ndomain = \"sms.example.com\"\nsecret = \"s\"\n" + carrier);
  };
  for (const char* good : {"localhost", "xmpp.example.com", "127.0.0.1", "::1", "2001:db8::7"})
    EXPECT_EQ(server(good), "none") << good;
  for (const char* wrong : {"127.0.0.1:5347", "localhost:5347", "[::1]:5347", ":5347"})
    EXPECT_EQ(server(wrong), "f:2:10: xmpp.server: “" + std::string(wrong) +
                                 "” is not a host name or an address, such as 127.0.0.1 or ::1; "
                                 "the port goes into xmpp.port\n");
}

TEST(Mistakes, ANumberThatNobodyCanHaveIsNoticedOnce) {
  EXPECT_EQ(notices(least + "numbers = [\"+1307555\", \"+13075550100\"]\n"
                            "[users]\n\"j@x.y\" = \"+1307555\"\n"
                            "\"k@x.y\" = \"+13075550100\"\n"),
            "f:8:11: users.j@x.y: …7555 is too short for a number in US; nobody can text it\n");
  EXPECT_NE(notices(least + "phones = [\"+99912345678\", \"+130755501001\"]\n")
                .find("f:6:10: carriers.a.phones: …5678 has a country code that does not exist; "
                      "nobody can text it\n"
                      "f:6:10: carriers.a.phones: …1001 is too long for a number in US; nobody "
                      "can text it\n"),
            std::string::npos);
}

constexpr char twilio[] =
    "[carriers.t]\ntype = \"twilio\"\naccount = \"AC0123456789abcdef0123456789abcdef\"\n";

TEST(Mistakes, AWebhooksAddressIsNotThePublicOne) {
  const auto url = [](const std::string& text) {
    return problems(std::string(xmpp) + "[http]\npublic-url = \"" + text + "\"\n" + twilio +
                    "auth-token = \"t\"\n");
  };
  for (const char* good : {"https://sms.example.com", "https://example.com/sms/",
                           "https://example.com/other/message", "https://example.com/t/messages"})
    EXPECT_EQ(url(good), "none") << good;
  for (const auto& [wrong, end] : {std::pair("http://x.y/t/message", "/t/message"),
                                   std::pair("http://x.y/t/status", "/t/status"),
                                   std::pair("http://x.y/a/t/message/", "/t/message"),
                                   std::pair("http://x.y/t/message#rc=5&rp=all", "/t/message")})
    EXPECT_EQ(url(wrong), "f:5:14: http.public-url: ends in " + std::string(end) +
                              ", which only the carrier's console has behind it; leave that out "
                              "here\n");
}

TEST(Mistakes, AnAccountsDigitsAreHexadecimal) {
  EXPECT_EQ(problems(std::string(xmpp) + "[http]\npublic-url = \"https://x.y\"\n[carriers.t]\ntype "
                                         "= \"twilio\"\nauth-token = \"t\"\n"
                                         "account = \"AC0123456789abcdef0123456789abcdez\"\n"),
            "f:9:11: carriers.t.account: is not an Account SID, which is AC and 32 hexadecimal "
            "digits\n");
}

TEST(Mistakes, APathBeginsAtTheRoot) {
  const std::string wrong =
      "“store.sqlite” is not a whole path; begin with /, as in \"/etc/xmpp-sms-gateway/…\"\n";
  const std::string value = " = \"store.sqlite\"\n";
  EXPECT_EQ(problems(least + "[store]\npath" + value), "f:7:8: store.path: " + wrong);
  EXPECT_EQ(problems(least + "[http]\ntls-key" + value + "tls-certificate" + value),
            "f:7:11: http.tls-key: " + wrong + "f:8:19: http.tls-certificate: " + wrong);
  EXPECT_EQ(problems(std::string(xmpp) + "[carriers.l]\ntype = \"logfile\"\npath" + value),
            "f:6:8: carriers.l.path: " + wrong);
  EXPECT_EQ(problems("[xmpp]\ndomain = \"sms.example.com\"\nsecret-file" + value + carrier),
            "f:3:15: xmpp.secret-file: " + wrong);
  EXPECT_NE(problems(std::string(xmpp) + twilio + "ca-file" + value)
                .find("f:7:11: carriers.t.ca-file: " + wrong),
            std::string::npos);
}

TEST(Mistakes, AWordProcessorsQuotesAreNone) {
  const std::string wrong = ": “ is no quote here; write the straight one, \"\n";
  EXPECT_EQ(problems("[xmpp]\ndomain = “sms.example.com”\n"), "f:2:10: xmpp.domain" + wrong);
  EXPECT_EQ(problems("[xmpp]\nsecret = “hunter2”\n"), "f:2:10: xmpp.secret" + wrong);
  EXPECT_EQ(problems("[pools.us]\nnumbers = [“+13075550100”]\n"),
            "f:2:12: pools.us.numbers" + wrong);
  EXPECT_EQ(problems("[users]\n“+13075550100” = \"j@x.y\"\n"), "f:2:1: users" + wrong);
  EXPECT_EQ(problems("[xmpp]\nsecret = \"a“b\" # “c\n port = x\n"),
            "f:3:9: xmpp.port: has to be an integer, without quotes\n");
}

TEST(Mistakes, AJidHasToBeInQuotesWhereverItStands) {
  const std::string wrong =
      "users: a JID has to be in quotes, as \"juliet@example.com\" = \"+13075550100\"\n";
  for (const char* line : {"j@x.y = \"+13075550100\"", "jülíet@x.y = \"+13075550100\"",
                           "j@x.y \"+13075550100\"", "j@x.y = { pool = \"us\" }"})
    EXPECT_EQ(problems("[users]\n" + std::string(line) + "\n"), "f:2:1: " + wrong) << line;
  EXPECT_EQ(problems("[users.j@x.y]\npool = \"us\"\n"),
            "f:1:1: a JID has to be in quotes, as in [users.\"juliet@example.com\"]\n");
  for (const char* jid : {"juliet.example.com", "juliet.com"})
    EXPECT_EQ(problems(least + "[users]\n" + jid + " = \"+13075550100\"\n"),
              "f:7:1: users.juliet: a JID has to be in quotes, as \"juliet@example.com\" = "
              "\"+13075550100\"\n");
}

TEST(Mistakes, ANumberInAJidsPlaceIsNotWrittenOut) {
  const std::string said = problems(least + "[users.\"+13075550199\"]\nname = \"j@x.y\"\n");
  EXPECT_EQ(said.find("f:6:1: users.…0199: "), 0U) << said;
}

TEST(Mistakes, ALineHasAnEqualsSign) {
  EXPECT_EQ(problems("[xmpp]\ndomain: \"x\"\n"),
            "f:2:1: xmpp: has no = between a key and its value\n");
}

TEST(Mistakes, WhatWasTriedIsNotCalledMissing) {
  const std::string start = std::string(xmpp) + "[http]\npublic-url = \"https://x.y\"\n" + twilio;
  EXPECT_EQ(problems(start + "auth-token-file = \"/none\"\n"),
            "f:9:19: carriers.t.auth-token-file: /none cannot be read: No such file or directory; "
            "put into it what the carrier's console shows: install -m 0640 -g xmpp-sms-gateway "
            "/dev/stdin /none, then paste, Enter, Ctrl+D\n");
  EXPECT_EQ(problems(start + "auth_token = \"t\"\n"),
            "f:9:1: carriers.t.auth_token: there is no such key; did you mean auth-token?\n");
  EXPECT_EQ(problems(start + "api-key = \"SK1\"\napi_secret_file = \"/x\"\n"
                             "webhook-pasword = \"t\"\n"),
            "f:10:1: carriers.t.api_secret_file: there is no such key; did you mean "
            "api-secret-file?\n"
            "f:11:1: carriers.t.webhook-pasword: there is no such key; did you mean "
            "webhook-password?\n");
  EXPECT_EQ(problems("[xmp]\n[carrier.a]\n"),
            "f:1:1: xmp: there is no such section; did you mean xmpp?\n"
            "f:2:1: carrier: there is no such section; did you mean carriers?\n");
  EXPECT_EQ(problems("[xmpp]\ndomains = \"x\"\nsecret-evn = \"X\"\n" + std::string(carrier)),
            "f:2:1: xmpp.domains: there is no such key; did you mean domain?\n"
            "f:3:1: xmpp.secret-evn: there is no such key; did you mean secret-env?\n");
  EXPECT_EQ(problems(least + "[http]\nlisten = \"::\"\ntoken-file = \"/none\"\n").find("loopback"),
            std::string::npos);
  EXPECT_NE(problems(least + "[http]\ntls-certificate = \"/c\"\ntls-key = \"\"\n")
                .find("f:7:19: http.tls-certificate: needs its other half"),
            std::string::npos);
}

TEST(Mistakes, ACarrierHasANameOfTheOperatorsChoice) {
  EXPECT_EQ(problems(std::string(xmpp) + "[carriers]\ntype = \"simulator\"\n"),
            "f:5:8: carriers.type: stands in no section of its own; write [carriers.NAME] above "
            "it, with a name of your choice\n");
}

}  // namespace
}  // namespace gateway::config
