// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever form a configuration is in, it is recognised, and runs as its new form would.
#include "gateway/config/load.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/gateway/config/old_files.h"

namespace gateway::config {
namespace {

using test::Files;
using Strings = std::vector<std::string>;

tl::expected<Loaded, std::vector<std::string>> load_from(const Files& files,
                                                         const std::string& path,
                                                         std::optional<std::string> listen = {}) {
  return load({.path = path, .listen = std::move(listen), .store = "/s/store.sqlite"},
              test::world_of(files));
}

std::string problems(const tl::expected<Loaded, std::vector<std::string>>& loaded) {
  if (loaded) return "none";
  std::string lines;
  for (const std::string& line : loaded.error())
    lines += line + "\n";
  return lines;
}

TEST(Load, TakesOurOwnFormWithoutAWord) {
  const std::string ours =
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
      "[carriers.a]\ntype = \"simulator\"\n[users]\n\"juliet@example.com\" = \"+13075550100\"\n";
  const auto loaded = load_from({{"g.toml", ours}}, "g.toml");
  ASSERT_TRUE(loaded) << problems(loaded);
  EXPECT_EQ(loaded->recognised, "");
  EXPECT_TRUE(loaded->notices.empty());
  EXPECT_NE(problems(load_from({{"g.toml", ours}}, "g.toml", "tcp:8080")).find("http.listen"),
            std::string::npos);
}

TEST(Load, NamesOurFileInAFolderThatIsNotSmsOverXmpps) {
  for (const char* folder : {"/etc/x", "/etc/x/"})
    EXPECT_EQ(problems(load_from({{"/etc/x/gateway.toml", "[xmpp]\n"}}, folder)),
              std::string(folder) + " is a folder; did you mean /etc/x/gateway.toml?\n");
  Files files = test::present_version();
  files["/old/gateway.toml"] = "";
  EXPECT_TRUE(load_from(files, "/old", "tcp:8080"));
}

TEST(Load, NoticesWhatIsHardlyMeantSoAtTheOperatorsOwnPlace) {
  const auto ours = load_from({{"g.toml",
                                "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
                                "[users]\n\"j@x.y\" = \"+1307555\"\n"
                                "[carriers.a]\ntype = \"simulator\"\n"}},
                              "g.toml");
  ASSERT_TRUE(ours) << problems(ours);
  const std::string why = "…7555 is too short for a number in US; nobody can text it";
  EXPECT_EQ(ours->notices, Strings{"g.toml:5:11: users.j@x.y: " + why});
  Files files = test::present_version();
  files["/old/users"] = "jon@example.com work:+1307555\n";
  const auto old = load_from(files, "/old", "tcp:8080");
  ASSERT_TRUE(old) << problems(old);
  EXPECT_EQ(std::ranges::count(old->notices, "/old/users:1:1: jon@example.com: " + why), 1);
}

TEST(Load, TakesAFileOfTheFirstVersion) {
  const auto loaded = load_from({{"old.toml", test::first_version}}, "old.toml");
  ASSERT_TRUE(loaded) << problems(loaded);
  EXPECT_NE(loaded->recognised.find("first version"), std::string::npos);
  EXPECT_EQ(loaded->config.xmpp.domain, "sms.example.com");
  EXPECT_EQ(loaded->config.xmpp.secret.reveal(), "s3cret");
  EXPECT_EQ(loaded->config.http.port, 9677);
  EXPECT_EQ(loaded->config.store.path, "/s/store.sqlite");
  const Carrier& twilio = loaded->config.carriers.at(0);
  EXPECT_EQ(twilio.webhook_user, "telephony-user");
  EXPECT_EQ(twilio.webhook_password.reveal(), "t3lephony");
  EXPECT_TRUE(twilio.webhooks_anywhere);
  // Where the operator wrote it, not where it stands in our own form.
  EXPECT_EQ(loaded->config.origins.told("http.port: it is taken"),
            "old.toml:7:1: http: it is taken");
  EXPECT_EQ(loaded->config.origins.told("store.path: it is full"),
            "old.toml: store.path: it is full");
}

TEST(Load, TakesTheLeastThatTheFirstVersionDid) {
  const auto loaded =
      load_from({{"old.toml",
                  "[xmpp]\nhost = \"127.0.0.1\"\nport = 5347\nname = \"sms.example.com\"\n"
                  "secret = \"s3cret\"\n"
                  "[twilio]\naccount-sid = \"AC0123456789abcdef0123456789abcdef\"\n"
                  "key-sid = \"SK0123456789abcdef0123456789abcdef\"\nkey-secret = \"k3ysecret\"\n"
                  "[users]\n\"joe@example.com\" = \"+13075551212\"\n"}},
                "old.toml");
  ASSERT_TRUE(loaded) << problems(loaded);
  EXPECT_EQ(loaded->notices.size(), 1U);
  EXPECT_TRUE(loaded->config.carriers.at(0).is_send_only);
  EXPECT_EQ(loaded->config.http.port, 9677);
}

TEST(Load, TakesAFolder) {
  const auto loaded = load_from(test::present_version(), "/old/", "tcp:8080");
  ASSERT_TRUE(loaded) << problems(loaded);
  EXPECT_NE(loaded->recognised.find("folder of sms-over-xmpp"), std::string::npos);
  EXPECT_TRUE(loaded->notices.empty());
  EXPECT_EQ(loaded->config.xmpp.server, "xmpp.example.com");
  EXPECT_EQ(loaded->config.http.listen, "::");
  ASSERT_EQ(loaded->config.carriers.size(), 2U);
  EXPECT_EQ(loaded->config.carriers[0].name, "personal");
  EXPECT_EQ(loaded->config.carriers[0].api_secret.reveal(), "k3ysecret");
  EXPECT_EQ(loaded->config.carriers[1].base_url, "https://example.signalwire.com");
  EXPECT_EQ(loaded->config.users.size(), 3U);
}

TEST(Load, TakesAProviderWhateverItIsCalled) {
  for (const auto& [name, here] : {std::pair("metrics", "metrics-"),
                                   std::pair("my@prov", "my-prov"), std::pair("wörk!", "w--rk-")}) {
    Files files = test::present_version();
    files["/old/providers/" + std::string(name)] = files["/old/providers/work"];
    files.erase("/old/providers/work");
    files["/old/users"] = "jon@example.com personal:+14015551122\nann@example.com " +
                          std::string(name) + ":+14155551221\n";
    const auto loaded = load_from(files, "/old", "tcp:8080");
    ASSERT_TRUE(loaded) << problems(loaded);
    const auto& carriers = loaded->config.carriers;
    const auto carrier = std::ranges::find(carriers, here, &Carrier::name);
    ASSERT_NE(carrier, carriers.end()) << loaded->toml;
    EXPECT_TRUE(carrier->webhooks_anywhere);
    EXPECT_EQ(carrier->numbers, std::vector<std::string>{"+14155551221"});
  }
  Files files = test::present_version();
  files["/old/providers/my@prov"] = files["/old/providers/work"];
  files["/old/providers/my-prov"] = files["/old/providers/work"];
  files["/old/users"] =
      "jon@example.com my@prov:+14015551122\nann@example.com "
      "my-prov:+14155551221\n";
  const auto loaded = load_from(files, "/old", "tcp:8080");
  ASSERT_TRUE(loaded) << problems(loaded);
  EXPECT_EQ(std::ranges::count(loaded->config.carriers, "my-prov-", &Carrier::name), 1);
  files["/old/providers/metrics"] = files["/old/providers/work"];
  files["/old/users"] += "max@example.com metrics:+14155551222\n";
  EXPECT_EQ(
      problems(load_from(files, "/old", "tcp:8080")),
      "/old/providers/my@prov:1:1: my@prov has a name with something other than letters, digits, "
      "-, _ and . (no . at its beginning); one such provider is renamed, and that is already "
      "metrics: rename the file, and my@prov in users and in the webhook's address\n");
}

TEST(Load, MakesATextThatSaysTheSame) {
  const auto old = load_from(test::present_version(), "/old", "tcp:8080");
  ASSERT_TRUE(old) << problems(old);
  const auto again = load_from({{"g.toml", old->toml}}, "g.toml");
  ASSERT_TRUE(again) << problems(again);
  EXPECT_EQ(again->recognised, "");
  EXPECT_EQ(again->toml, old->toml);
}

TEST(Load, TellsAMistakeByTheOperatorsOwnLine) {
  Files files = test::present_version();
  files["/old/users"] =
      "andrew@example.com personal:12125551212\n"
      "jon                personal:+14015551122\n"
      "sales@example.com  work:+14015551122\n";
  EXPECT_EQ(problems(load_from(files, "/old", "tcp:8080")),
            "/old/users:1:1: andrew@example.com: “…1212” is not a number in full international "
            "form, such as \"+13075550100\"\n"
            "/old/users:2:1: jon: is not a bare JID, such as \"juliet@example.com\"\n"
            "/old/providers/work:1:1: …1122 is already served by carrier personal\n");
  files = test::present_version();
  files["/old/providers/my provider"] = files["/old/providers/work"];
  files["/old/config"] = "xmpp_server h:1\nxmpp_domain sms@example.com\nxmpp_secret s\n";
  files["/old/users"] = "jon@example.com my provider:+14015551122\n";
  EXPECT_NE(problems(load_from(files, "/old")).find("/old/users: has no user"), std::string::npos);
  files["/old/users"] = "jon@example.com work:+14015551122\n";
  EXPECT_NE(problems(load_from(files, "/old")).find("/old/config:2:1: xmpp_domain: "),
            std::string::npos);
  EXPECT_EQ(problems(load_from(test::present_version(), "/old", "tcp:none")),
            "--listen: “none” is not a port, a number from 1 to 65535\n");
  EXPECT_EQ(problems(load_from({}, "/none")),
            "/none cannot be read: No such file or directory; name the file with --config, or make "
            "one from what xmpp-sms-gateway --example-config prints\n");
}

TEST(Load, ShowsNoSecret) {
  Files files = test::present_version();
  files["/old/users"] = "jon personal:x\n";
  files["/old/providers/work"] = "type signalwire\nauth_token hidden one\nhttp_passwrod h1dden\n";
  const std::string said = problems(load_from(files, "/old", "tcp:8080"));
  for (const char* secret : {"hidden", "h1dden", "k3ysecret", "6iLNu1YGNCcZyEqn"})
    EXPECT_EQ(said.find(secret), std::string::npos) << said;
}

}  // namespace
}  // namespace gateway::config
