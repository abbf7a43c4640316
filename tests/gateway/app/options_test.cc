// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/options.h"

#include <vector>

#include <gtest/gtest.h>

namespace gateway::app {
namespace {

tl::expected<Options, std::string> parse(std::vector<const char*> arguments) {
  return parse_options(arguments);
}

TEST(Options, RunsByTheSystemsConfigurationWithoutAny) {
  const auto options = parse({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->command, Command::run);
  EXPECT_EQ(options->config, "/etc/xmpp-sms-gateway/gateway.toml");
}

TEST(Options, TakeTheArgumentsOfSmsOverXmpp) {
  const auto options = parse({"-config", "/etc/sms", "-listen=tcp:8080"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->config, "/etc/sms");
  EXPECT_EQ(options->listen, "tcp:8080");
  EXPECT_EQ(parse({"--convert", "--listen", "tcp:1"})->command, Command::convert);
  EXPECT_EQ(parse({"-listen", "tcp:1", "-listen", "tcp:2"}).error(),
            "--listen is given twice: the gateway has one listener");
  EXPECT_EQ(parse({"--listen"}).error(), "--listen needs an address, such as tcp:8080");
  EXPECT_EQ(parse({"-speed"}).error(), "unknown option -speed");
}

TEST(Options, TakeAFileEitherWay) {
  EXPECT_EQ(parse({"--config", "a.toml"})->config, "a.toml");
  EXPECT_EQ(parse({"--config=a=b.toml"})->config, "a=b.toml");
  EXPECT_FALSE(parse({"--config"}));
  EXPECT_FALSE(parse({"--config="}));
}

TEST(Options, KnowTheCommands) {
  EXPECT_EQ(parse({"backup", "copy"})->file, "copy");
  const auto restore = parse({"restore", "--force", "copy"});
  ASSERT_TRUE(restore);
  EXPECT_EQ(restore->command, Command::restore);
  EXPECT_TRUE(restore->force);
  EXPECT_EQ(parse({"check"})->command, Command::check);
  EXPECT_EQ(parse({"check"})->file, "");
  EXPECT_EQ(parse({"check", "copy"})->file, "copy");
  const auto told = parse({"export", "--user=juliet@example.com", "--since", "2026-11-21"});
  ASSERT_TRUE(told);
  EXPECT_EQ(told->user, "juliet@example.com");
  EXPECT_EQ(told->since, Time(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)));
  EXPECT_FALSE(told->with_bodies);
}

TEST(Options, NameAUserAsTheStoreDoes) {
  EXPECT_EQ(parse({"export", "--user", "Juliet@Example.com/phone"})->user, "juliet@example.com");
}

TEST(Options, RefuseWhatDoesNotGoTogether) {
  EXPECT_FALSE(parse({"backup"}));
  EXPECT_FALSE(parse({"backup", "a", "b"}));
  EXPECT_FALSE(parse({"export", "a"}));
  EXPECT_EQ(parse({"check", "a", "b"}).error(), "check takes one file, or none for the store");
  EXPECT_FALSE(parse({"--force"}));
  EXPECT_FALSE(parse({"backup", "a", "--with-bodies"}));
  EXPECT_FALSE(parse({"--check-config", "export"}));
  EXPECT_FALSE(parse({"--since", "yesterday", "export"}));
  EXPECT_EQ(parse({"send"}).error(),
            "unknown command send: the commands are backup, restore, check and export");
  EXPECT_EQ(parse({"--speed"}).error(), "unknown option --speed");
}

TEST(Options, ReadMomentsThatExist) {
  EXPECT_EQ(*parse_moment("2026-11-21T16:50:30Z") - *parse_moment("2026-11-21"),
            std::chrono::hours(16) + std::chrono::minutes(50) + std::chrono::seconds(30));
  for (const char* wrong :
       {"", "2026", "2026-02-30", "2026-13-01", "2026/11/21", "2026-11-21T", "2026-11-21T24:00:00Z",
        "2026-11-21T16:50:30", "2026-11-2a", "-026-11-21", "2026-11-21T16:50:30Zz"})
    EXPECT_FALSE(parse_moment(wrong)) << wrong;
}

}  // namespace
}  // namespace gateway::app
