// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "gateway/config/read.h"

namespace gateway::config {
namespace {

constexpr char least[] = R"([xmpp]
domain = "sms.example.com"
secret = "s3cret"
[carriers.phones]
type = "simulator"
)";

tl::expected<Config, Problems> read_text(const std::string& text) {
  return read(text,
              {.read_file = [](const std::string& path) -> tl::expected<std::string, std::string> {
                 if (path == "/secret") return "from a file\n";
                 if (path == "/empty") return "\n";
                 return tl::make_unexpected(path + " cannot be read: No such file");
               },
               .environment = [](const std::string& name) -> std::optional<std::string> {
                 if (name == "SECRET") return "from the environment";
                 return std::nullopt;
               }});
}

std::string problems(const std::string& text) {
  const auto config = read_text(text);
  if (config) return "none";
  std::string lines;
  for (const Problem& problem : config.error())
    lines += problem.line("f") + "\n";
  return lines;
}

TEST(Config, NeedsADomainASecretAndACarrierOnly) {
  const auto config = read_text(least);
  ASSERT_TRUE(config) << problems(least);
  EXPECT_EQ(config->xmpp.port, 5347);
  EXPECT_EQ(config->xmpp.secret.reveal(), "s3cret");
  EXPECT_EQ(config->carriers.size(), 1U);
}

TEST(Config, SaysEverythingThatIsMissingAtOnce) {
  EXPECT_EQ(problems(""),
            "f: xmpp.domain: is missing; for example: domain = \"sms.example.com\"\n"
            "f: xmpp.secret: is missing; for example: secret-file = "
            "\"/etc/xmpp-sms-gateway/secret\"\n"
            "f: carriers: there is none; add one, such as [carriers.phones] with type = "
            "\"simulator\"\n");
}

TEST(Config, NamesTheNearestKnownKey) {
  EXPECT_EQ(problems(std::string(least) + "[http]\nprot = 80\n"),
            "f:7:8: http.prot: there is no such key; did you mean port?\n");
  EXPECT_EQ(problems(std::string(least) + "[htpt]\n"),
            "f:6:1: htpt: there is no such section; did you mean http?\n");
}

TEST(Config, SaysWhatIsWrongWithAValueAndWhatWouldBeRight) {
  EXPECT_EQ(problems(std::string(least) + "[http]\nport = 99999\ntimeout = 30\nlisten = true\n"),
            "f:7:8: http.port: 99999 is too large; at most 65535\n"
            "f:8:11: http.timeout: is an integer; it has to be a duration such as \"30s\", \"5m\", "
            "\"24h\" or \"90d\"\n"
            "f:9:10: http.listen: is true or false; it has to be a string, in quotes\n");
  EXPECT_EQ(problems(std::string(least) + "[log]\nlevel = \"loud\"\n"),
            "f:7:9: log.level: “loud” is none of: error, warning, info, debug\n");
}

TEST(Config, NamesThePlaceOfWhatIsNoToml) {
  EXPECT_EQ(problems("[xmpp\n").substr(0, 4), "f:1:");
}

TEST(Config, TakesASecretFromAFileOrTheEnvironment) {
  const std::string rest = "[carriers.a]\ntype = \"simulator\"\n";
  const std::string xmpp = "[xmpp]\ndomain = \"sms.example.com\"\n";
  EXPECT_EQ(read_text(xmpp + "secret-file = \"/secret\"\n" + rest)->xmpp.secret.reveal(),
            "from a file");
  EXPECT_EQ(read_text(xmpp + "secret-env = \"SECRET\"\n" + rest)->xmpp.secret.reveal(),
            "from the environment");
  EXPECT_EQ(problems(xmpp + "secret-file = \"/none\"\n" + rest),
            "f:3:15: xmpp.secret-file: /none cannot be read: No such file\n");
  EXPECT_EQ(problems(xmpp + "secret-file = \"/empty\"\n" + rest),
            "f:3:15: xmpp.secret-file: the file /empty is empty\n");
  EXPECT_EQ(problems(xmpp + "secret-env = \"NONE\"\n" + rest),
            "f:3:14: xmpp.secret-env: the environment variable NONE is not set\n");
}

TEST(Config, NeverShowsASecretInAnError) {
  const std::string twice = problems(
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"hunter2\"\nsecret-env = \"SECRET\"\n"
      "[carriers.a]\ntype = \"simulator\"\n");
  EXPECT_NE(twice.find("more than once"), std::string::npos);
  EXPECT_EQ(twice.find("hunter2"), std::string::npos);
}

TEST(Config, TakesAUserAsANumberOrAsATable) {
  const auto config = read_text(std::string(least) +
                                "[users]\n\"juliet@example.com\" = \"+13075550100\"\n"
                                "\"romeo@example.com\" = { pool = \"us\", admin = true }\n"
                                "[pools.us]\nnumbers = [\"+13075550101\"]\n");
  ASSERT_TRUE(config) << config.error().front().line("f");
  ASSERT_EQ(config->users.size(), 2U);
  EXPECT_EQ(config->users[0].number, "+13075550100");
  EXPECT_TRUE(config->users[1].is_admin);
}

TEST(Config, GivesANumberToOneOwnerOnly) {
  EXPECT_EQ(problems(std::string(least) + "[users]\n\"juliet@example.com\" = \"+13075550100\"\n"
                                          "\"romeo@example.com\" = \"+13075550100\"\n"),
            "f:8:23: users.romeo@example.com: …0100 belongs to juliet@example.com already\n");
}

TEST(Config, ChecksUsersNumbersAndPools) {
  const std::string users = std::string(least) + "[users]\n";
  EXPECT_NE(
      problems(users + "\"juliet@example.com\" = \"030 901820\"\n").find("full international"),
      std::string::npos);
  EXPECT_NE(problems(users + "\"juliet\" = \"+13075550100\"\n").find("no bare JID"),
            std::string::npos);
  EXPECT_NE(problems(users + "\"j@example.com\" = { pool = \"x\" }\n").find("there is no pool x"),
            std::string::npos);
  EXPECT_NE(problems(users + "\"j@example.com\" = {}\n").find("needs a number or a pool"),
            std::string::npos);
}

TEST(Config, NamesNumbersByTheirLastDigitsSinceErrorsAreLogged) {
  const std::string said = problems(std::string(least) +
                                    "[users]\n\"+13075550199\" = \"juliet@example.com\"\n"
                                    "\"romeo@example.com\" = \"13075550188\"\n");
  EXPECT_NE(said.find("f:7:18: users.…0199: is no bare JID"), std::string::npos) << said;
  EXPECT_NE(said.find("“…0188” is no number"), std::string::npos) << said;
  EXPECT_EQ(said.find("3075550199"), std::string::npos) << said;
  EXPECT_EQ(said.find("3075550188"), std::string::npos) << said;
}

TEST(Config, AsksForATokenBeyondLoopback) {
  EXPECT_NE(problems(std::string(least) + "[http]\nlisten = \"0.0.0.0\"\n").find("not loopback"),
            std::string::npos);
  EXPECT_EQ(problems(std::string(least) + "[http]\nlisten = \"0.0.0.0\"\ntoken = \"t\"\n"), "none");
}

TEST(Config, WantsEachNumberServedByOneCarrier) {
  const std::string two =
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
      "[carriers.a]\ntype = \"simulator\"\nnumbers = [\"+13075550100\"]\n"
      "[carriers.b]\ntype = \"logfile\"\npath = \"/tmp/x\"\n";
  EXPECT_NE(problems(two).find("carriers.b: needs numbers"), std::string::npos);
  EXPECT_NE(problems(two + "numbers = [\"+13075550100\"]\n").find("by carrier a already"),
            std::string::npos);
  EXPECT_NE(problems(two + "numbers = [\"+13075550109\"]\n"
                           "[users]\n\"j@example.com\" = \"+13075550102\"\n")
                .find("none serves …0102 of j@example.com"),
            std::string::npos);
}

}  // namespace
}  // namespace gateway::config
