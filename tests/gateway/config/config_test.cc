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

tl::expected<Read, Problems> read_all(const std::string& text) {
  return read(text,
              {.read_file = [](const std::string& path) -> tl::expected<std::string, std::string> {
                 if (path == "/secret") return "from a file\n";
                 if (path == "/empty") return "\n";
                 return tl::make_unexpected(path + " cannot be read: No such file or directory");
               },
               .environment = [](const std::string& name) -> std::optional<std::string> {
                 if (name == "SECRET") return "from the environment";
                 return std::nullopt;
               }});
}

tl::expected<Config, Problems> read_text(const std::string& text) {
  return read_all(text).map([](Read read) { return std::move(read.config); });
}

std::string lines_of(const Problems& problems) {
  std::string lines;
  for (const Problem& problem : problems)
    lines += problem.line("f") + "\n";
  return lines;
}

std::string problems(const std::string& text) {
  const auto told = read_all(text);
  return told ? "none" : lines_of(told.error());
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
            "f:7:1: http.prot: there is no such key; did you mean port?\n");
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
            "f:7:9: log.level: “loud” is not one of: error, warning, info, debug\n");
}

TEST(Config, NamesThePlaceOfWhatIsNoToml) {
  EXPECT_EQ(problems("[xmpp\n").substr(0, 4), "f:1:");
}

TEST(Config, NamesWhatIsGivenTwiceWithItsLines) {
  EXPECT_EQ(problems("[xmpp]\nport = 1\n\n  domain = \"a\" # [b]\nsecret = \"s\"\n domain=\"b\"\n"),
            "f:6:2: xmpp.domain: is already given in line 4; remove one of the two\n");
  EXPECT_EQ(problems("[users]\n\"j=@x.y\" = \"+1\"\n\"j=@x.y\" = \"+2\"\n"),
            "f:3:1: users.j=@x.y: is already given in line 2; remove one of the two\n");
  EXPECT_EQ(problems("[users]\n\"+13075550188\" = \"a\"\n\"+13075550188\" = \"b\"\n"),
            "f:3:1: users.…0188: is already given in line 2; remove one of the two\n");
  EXPECT_EQ(problems("[xmpp]\nport = 1\n[store]\n[xmpp] # again\n"),
            "f:4:1: xmpp: is already given in line 1; remove one of the two\n");
  EXPECT_EQ(problems("a = 1\na = 2\n"),
            "f:2:1: a: is already given in line 1; remove one of the two\n");
  EXPECT_EQ(problems("[users]\n\"j@x.y\" = { pool = \"a\", pool = \"b\" }\n"),
            "f:2:32: this key is already given; remove one of the two\n");
}

TEST(Config, SaysWhereQuotesAreMissing) {
  const auto xmpp = [](const std::string& line) { return problems("[xmpp]\n" + line + "\n"); };
  for (const char* domain :
       {"text.localhost", "sms.example.com", "nan.example", "text.localhost\""})
    EXPECT_EQ(xmpp(std::string("domain = ") + domain + "\nport = 1"),
              "f:2:10: xmpp.domain: needs quotes around it: domain = \"…\"\n")
        << domain;
  EXPECT_EQ(problems("[http]\nlisten = 127.0.0.1\n"),
            "f:2:10: http.listen: needs quotes around it: listen = \"…\"\n");
  EXPECT_EQ(problems("path = /x\n"), "f:1:8: path: needs quotes around it: path = \"…\"\n");
  EXPECT_EQ(
      problems("[store]\n keep = 90d # days\n"),
      "f:2:9: store.keep: has to be a duration in quotes, such as \"30s\", \"5m\", \"24h\" or "
      "\"90d\"\n");
  EXPECT_EQ(xmpp("port = 53x47"), "f:2:8: xmpp.port: has to be an integer, without quotes\n");
  EXPECT_EQ(problems("[carriers.t]\nmms = True\n"),
            "f:2:7: carriers.t.mms: has to be true or false, without quotes\n");
  EXPECT_EQ(problems("[pools.us]\nnumbers = +1 307\n"),
            "f:2:11: pools.us.numbers: has to be an array of strings, such as "
            "[\"+13075550100\"]\n");
  EXPECT_EQ(problems("[users]\n\"j@x.y\" = +1 307 555 0100\n"),
            "f:2:11: users.j@x.y: has to be a number in quotes, such as \"+13075550100\"\n");
  EXPECT_EQ(problems("[users]\n j@x.y = \"+13075550100\"\n"),
            "f:2:2: users: a JID has to be in quotes, as \"juliet@example.com\" = "
            "\"+13075550100\"\n");
  EXPECT_EQ(problems("[users]\n\"j@x.y\" = { pool = us }\n"),
            "f:2:20: a value here is neither a text in quotes nor a number nor true or false\n");
}

TEST(Config, SaysWhichClosingQuoteIsMissing) {
  const std::string wrong =
      ": xmpp.domain: the closing quote is missing; a text begins and ends in one line, with the "
      "same quote\n";
  EXPECT_EQ(problems("[xmpp]\ndomain = \"text.localhost\nport = 1\n"), "f:2:25" + wrong);
  EXPECT_EQ(problems("[xmpp]\ndomain = \"text.localhost\r\nport = 1\r\n"), "f:2:25" + wrong);
  EXPECT_EQ(problems("[xmpp]\ndomain = 'text.localhost\nport = 1\n"), "f:2:25" + wrong);
  EXPECT_EQ(problems("[xmpp]\ndomain = \"text.localhost"), "f:2:25" + wrong);
  EXPECT_NE(problems("[pools.us]\nnumbers = [\"+13075550100]\n").find("f:2:26: the closing quote"),
            std::string::npos);
  EXPECT_EQ(problems("[xmpp]\ndomain = \"a\x01b\"\n").find("closing quote"), std::string::npos);
}

TEST(Config, NeverShowsASecretThatHasNoQuotes) {
  for (const char* secret : {"hunter2", "hunter2\"", "\"hunter2", "t-hunter2", "12hunter2"}) {
    const std::string said = problems(std::string("[xmpp]\nsecret = ") + secret + "\n");
    EXPECT_NE(said.find("xmpp.secret: "), std::string::npos) << said;
    EXPECT_EQ(said.find("hunter2"), std::string::npos) << said;
  }
}

TEST(Config, TakesASecretFromAFileOrTheEnvironment) {
  const std::string rest = "[carriers.a]\ntype = \"simulator\"\n";
  const std::string xmpp = "[xmpp]\ndomain = \"sms.example.com\"\n";
  EXPECT_EQ(read_text(xmpp + "secret-file = \"/secret\"\n" + rest)->xmpp.secret.reveal(),
            "from a file");
  EXPECT_EQ(read_text(xmpp + "secret-env = \"SECRET\"\n" + rest)->xmpp.secret.reveal(),
            "from the environment");
  EXPECT_EQ(problems(xmpp + "secret-file = \"/none\"\n" + rest),
            "f:3:15: xmpp.secret-file: /none cannot be read: No such file or directory; create it: "
            "openssl rand -hex 24 | install -m 0640 -g xmpp-sms-gateway /dev/stdin /none, and give "
            "the XMPP server the same\n");
  EXPECT_EQ(problems(xmpp + "secret-file = \"/empty\"\n" + rest),
            "f:3:15: xmpp.secret-file: the file /empty is empty; create it: openssl rand -hex 24 | "
            "install -m 0640 -g xmpp-sms-gateway /dev/stdin /empty, and give the XMPP server the "
            "same\n");
  EXPECT_EQ(problems(xmpp + "secret-env = \"NONE\"\n" + rest),
            "f:3:14: xmpp.secret-env: the environment variable NONE is not set\n");
}

TEST(Config, SaysWhereASecretThatACarrierGivesGoes) {
  const std::string told = problems(
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n[carriers.a]\ntype = \"twilio\"\n"
      "auth-token-file = \"/none\"\n");
  EXPECT_NE(told.find("f:6:19: carriers.a.auth-token-file: /none cannot be read: No such file or "
                      "directory; put into it what the carrier's console shows: install -m 0640 -g "
                      "xmpp-sms-gateway /dev/stdin /none, then"),
            std::string::npos)
      << told;
}

TEST(Config, SaysHowToSaveWhatIsNotUtf8) {
  EXPECT_EQ(problems(std::string(least) + "# caf\xe9\n"),
            "f:6:5: a character here is not UTF-8; save the file as UTF-8\n");
  EXPECT_EQ(problems("\xff\xfe[\0x\0"),
            "f:1:1: a character here is not UTF-8; save the file as UTF-8\n");
}

TEST(Config, KnowsWhereItsKeysStand) {
  const auto config = read(std::string(least) + "[store]\npath = \"/s/store.sqlite\"\n",
                           Surroundings{.read_file = {}, .environment = {}}, "g.toml");
  ASSERT_TRUE(config);
  const Origins& origins = config->config.origins;
  EXPECT_EQ(origins.told("store.path: it is full"), "g.toml:7:8: store.path: it is full");
  EXPECT_EQ(origins.told("carriers.phones: it is closed"),
            "g.toml:4:1: carriers.phones: it is closed");
  EXPECT_EQ(origins.told("http.port: it is taken"), "g.toml: http.port: it is taken");
  EXPECT_EQ(origins.told("something else"), "g.toml: something else");
  EXPECT_EQ(Origins().told("store.path: it is full"), "store.path: it is full");
}

TEST(Config, NeverShowsASecretInAnError) {
  const std::string twice = problems(
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"hunter2\"\nsecret-env = \"SECRET\"\n"
      "[carriers.a]\ntype = \"simulator\"\n");
  EXPECT_EQ(twice,
            "f:4:14: xmpp.secret: is given more than once; keep one of secret, secret-file and "
            "secret-env\n");
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
            "f:8:23: users.romeo@example.com: …0100 already belongs to juliet@example.com\n");
}

TEST(Config, ChecksUsersNumbersAndPools) {
  const std::string users = std::string(least) + "[users]\n";
  EXPECT_NE(
      problems(users + "\"juliet@example.com\" = \"030 901820\"\n").find("full international"),
      std::string::npos);
  EXPECT_NE(problems(users + "\"juliet\" = \"+13075550100\"\n").find("not a bare JID"),
            std::string::npos);
  EXPECT_NE(problems(users + "\"j@example.com\" = { pool = \"x\" }\n").find("there is no pool x"),
            std::string::npos);
  EXPECT_NE(problems(users + "\"j@example.com\" = {}\n").find("needs a number or a pool"),
            std::string::npos);
}

TEST(Config, TakesForAUserWhatCanBeABareJid) {
  const auto user = [](const std::string& jid) {
    return problems(std::string(least) + "[users]\n" + jid + " = \"+13075550100\"\n");
  };
  for (const char* jid : {"\"juliet@localhost\"", "\"d\\\\27artagnan@example.com\"",
                          "\"jülíet@exämple.com\"", "\"a+b.c#d@[::1]\""})
    EXPECT_EQ(user(jid), "none") << jid;
  const std::string in_front = "in front of @ there can be no spaces, and none of \" & ' / : < >\n";
  const auto wrong = [](const std::string& jid, const std::string& why) {
    return "f:7:" + std::to_string(jid.size() + 6) + ": users." + jid +
           ": is not a bare JID, such as \"juliet@example.com\"" + why;
  };
  for (const char* jid : {"juliet", "@example.com", "juliet@"})
    EXPECT_EQ(user("'" + std::string(jid) + "'"), wrong(jid, "\n")) << jid;
  for (const char* jid : {"ju liet@x", "ju:liet@x", "ju<@x", "ju&@x", "ju\"@x"})
    EXPECT_NE(user("'" + std::string(jid) + "'").find(wrong(jid, ": " + in_front)),
              std::string::npos)
        << jid << user("'" + std::string(jid) + "'");
  for (const char* jid : {"ju\\u00A0liet@x", "ju\\u200Bliet@x", "ju\\u0007liet@x", "ju\\nliet@x"}) {
    const std::string said = user("\"" + std::string(jid) + "\"");
    EXPECT_NE(said.find(in_front), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), said.size() - 1) << said;
  }
  EXPECT_EQ(user("'juliet@x/home'"), wrong("juliet@x/home", ": take away all from / on\n"));
  EXPECT_EQ(user("'a@b c'"), wrong("a@b c", ": “b c” is not a domain\n"));
  EXPECT_EQ(user("'a@b@c'"), wrong("a@b@c", ": “b@c” is not a domain\n"));
  EXPECT_EQ(user("'juliet@@'"), wrong("juliet@@", ": “@” is not a domain\n"));
  EXPECT_EQ(user("'a@b.'"), wrong("a@b.", ": “b.” is not a domain\n"));
  EXPECT_NE(user("'" + std::string(1024, 'a') + "@x'"), "none");
}

TEST(Config, TakesNoUserTwiceInTwoSpellings) {
  EXPECT_EQ(problems(std::string(least) + "[users]\n\"juliet@localhost\" = \"+13075550100\"\n"
                                          "\"JULIET@localhost\" = \"+13075550101\"\n"),
            "f:7:22: users.juliet@localhost: is the same user as JULIET@localhost, since JIDs do "
            "not tell upper from lower case; keep one of the two\n"
            "f:8:22: users.JULIET@localhost: is the same user as juliet@localhost, since JIDs do "
            "not tell upper from lower case; keep one of the two\n");
}

TEST(Config, ChecksTheDomains) {
  const auto domains = [](const std::string& ours, const std::string& servers) {
    return problems("[xmpp]\ndomain = \"" + ours + "\"\nserver-domain = \"" + servers +
                    "\"\nsecret = \"s\"\n[carriers.a]\ntype = \"simulator\"\n");
  };
  EXPECT_EQ(domains("sms.example.com", "example.com"), "none");
  EXPECT_EQ(domains("sms example", "a b"),
            "f:2:10: xmpp.domain: “sms example” is not a domain, such as \"sms.example.com\"\n"
            "f:3:17: xmpp.server-domain: “a b” is not a domain, such as \"example.com\"\n");
  for (const char* domain : {"ex..ample", "", "example.com.", "j@example.com"})
    EXPECT_EQ(domains("sms.example.com", domain),
              "f:3:17: xmpp.server-domain: “" + std::string(domain) +
                  "” is not a domain, such as \"example.com\"\n");
}

TEST(Config, NamesNumbersByTheirLastDigitsSinceErrorsAreLogged) {
  const std::string said = problems(std::string(least) +
                                    "[users]\n\"+13075550199\" = \"juliet@example.com\"\n"
                                    "\"romeo@example.com\" = \"13075550188\"\n");
  EXPECT_NE(said.find("f:7:18: users.…0199: is not a bare JID"), std::string::npos) << said;
  EXPECT_NE(said.find("“…0188” is not a number"), std::string::npos) << said;
  EXPECT_EQ(said.find("3075550199"), std::string::npos) << said;
  EXPECT_EQ(said.find("3075550188"), std::string::npos) << said;
}

TEST(Config, AsksForATokenBeyondLoopback) {
  EXPECT_NE(problems(std::string(least) + "[http]\nlisten = \"0.0.0.0\"\n").find("not loopback"),
            std::string::npos);
  EXPECT_EQ(problems(std::string(least) + "[http]\nlisten = \"0.0.0.0\"\ntoken = \"t\"\n"), "none");
}

TEST(Config, ChecksTheFormOfAnAddressBeforeWhatItNeeds) {
  const auto listen = [](const std::string& address) {
    return problems(std::string(least) + "[http]\nlisten = \"" + address + "\"\ntoken = \"t\"\n");
  };
  for (const char* address : {"localhost", "127.0.0.1", "::1", "::", "0.0.0.0", "192.0.2.7"})
    EXPECT_EQ(listen(address), "none") << address;
  const std::string wrong = "” is not an address, such as 127.0.0.1, ::1, 0.0.0.0 or ::";
  for (const char* address : {"garbage", "sms.example.com", "127.0.0.1.5"})
    EXPECT_EQ(listen(address), "f:7:10: http.listen: “" + std::string(address) + wrong + "\n");
  for (const char* address : {"127.0.0.1:80", "[::]:80", "localhost:80", ":80"})
    EXPECT_EQ(listen(address), "f:7:10: http.listen: “" + std::string(address) + wrong +
                                   "; the port goes into http.port\n");
  EXPECT_EQ(problems(std::string(least) + "[http]\nlisten = \"127.0.0.1:80\"\n").find("token"),
            std::string::npos);
}

TEST(Config, AsksForNoTokenWhereThereIsNoSimulator) {
  EXPECT_EQ(problems("[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
                     "[http]\nlisten = \"::\"\n"
                     "[carriers.log]\ntype = \"logfile\"\npath = \"/x\"\n")
                .find("not loopback"),
            std::string::npos);
}

TEST(Config, TakesNamesOfCarriersAsSmsOverXmppHasThem) {
  const std::string start = "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n";
  const std::string rest = "]\ntype = \"logfile\"\npath = \"/x\"\n";
  for (const char* name : {"\"Work_1.a\"", "twilio-2"})
    EXPECT_EQ(problems(start + "[carriers." + name + rest), "none") << name;
  for (const char* name : {"\"\"", "\".a\"", "\"a b\"", "\"a/b\"", "\"ä\"", "healthz"})
    EXPECT_NE(problems(start + "[carriers." + name + rest), "none") << name;
}

TEST(Config, GivesAUserFurtherNumbersBesideTheirOwn) {
  const std::string users = std::string(least) + "[users]\n";
  EXPECT_EQ(problems(users + "\"j@example.com\" = { number = \"+13075550100\", also = "
                             "[\"+13075550101\"] }\n"),
            "none");
  EXPECT_NE(problems(users + "\"j@example.com\" = { number = \"+13075550100\", also = "
                             "[\"+13075550100\"] }\n")
                .find("also: …0100 already belongs to j@example.com"),
            std::string::npos);
  EXPECT_NE(problems(users + "\"j@example.com\" = { pool = \"us\", also = [\"+13075550100\"] }\n"
                             "[pools.us]\nnumbers = [\"+13075550101\"]\n")
                .find("also: is for users with a number of their own"),
            std::string::npos);
}

TEST(Config, WantsEachNumberServedByOneCarrier) {
  const std::string two =
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
      "[carriers.a]\ntype = \"simulator\"\nnumbers = [\"+13075550100\"]\n"
      "[carriers.b]\ntype = \"logfile\"\npath = \"/tmp/x\"\n";
  EXPECT_NE(problems(two).find("carriers.b: needs numbers"), std::string::npos);
  EXPECT_NE(problems(two + "numbers = [\"+13075550100\"]\n").find("already served by carrier a"),
            std::string::npos);
  EXPECT_NE(problems(two + "numbers = [\"+13075550109\"]\n"
                           "[users]\n\"j@example.com\" = \"+13075550102\"\n")
                .find("none serves …0102 of j@example.com"),
            std::string::npos);
}

constexpr char twilio[] = R"([xmpp]
domain = "sms.example.com"
secret = "s3cret"
[http]
public-url = "https://sms.example.com"
[carriers.t]
type = "twilio"
account = "AC0123456789abcdef0123456789abcdef"
)";

TEST(TwilioConfig, NeedsAnAccountAndItsTokenOnly) {
  EXPECT_EQ(problems(std::string(twilio) + "auth-token-file = \"/secret\"\n"), "none");
  EXPECT_EQ(problems(twilio),
            "f:6:1: carriers.t: needs auth-token-file = \"…\", or api-key and api-secret-file, to "
            "send with\n"
            "f:6:1: carriers.t: needs auth-token-file = \"…\" or webhook-password-file = \"…\", or "
            "anybody could send texts to your users\n");
}

TEST(TwilioConfig, TakesAnApiKeyInBothItsHalves) {
  const std::string key = std::string(twilio) + "webhook-password-env = \"SECRET\"\n";
  EXPECT_EQ(problems(key + "api-key = \"SK1\"\napi-secret = \"s\"\n"), "none");
  EXPECT_NE(problems(key + "api-key = \"SK1\"\n").find("carriers.t.api-key: needs its other half"),
            std::string::npos);
  EXPECT_NE(problems(key + "api-secret = \"s\"\n").find("carriers.t.api-secret: needs its other"),
            std::string::npos);
}

TEST(TwilioConfig, SaysWhatIsWrongWithEachKey) {
  const std::string good = std::string(twilio) + "auth-token = \"t\"\n";
  const auto problem = [&](const std::string& line) { return problems(good + line + "\n"); };
  EXPECT_EQ(
      problem("base-url = \"api.example.com\""),
      "f:10:12: carriers.t.base-url: is not an address such as \"https://api.example.com\"\n");
  EXPECT_EQ(
      problem("base-url = \"http://api.example.com\""),
      "f:10:12: carriers.t.base-url: would send passwords and texts for all to read: use https://, "
      "or set allow-plain-http = true\n");
  EXPECT_EQ(problem("base-url = \"http://api.example.com\"\nallow-plain-http = true"), "none");
  for (const char* local : {"http://127.0.0.1:8000", "http://localhost", "http://[::1]:1/x"})
    EXPECT_EQ(problem("base-url = \"" + std::string(local) + "\""), "none") << local;
  EXPECT_EQ(
      problem("messaging-service = \"x\""),
      "f:10:21: carriers.t.messaging-service: is not a Messaging Service SID, which is MG and 32 "
      "hexadecimal digits\n");
  EXPECT_EQ(
      problem("max-segments = 11"),
      "f:10:16: carriers.t.max-segments: 11 is too large: the carrier takes 1,600 characters, "
      "which is 10 SMS\n");
  EXPECT_EQ(problem("timeout = \"0s\""),
            "f:10:11: carriers.t.timeout: has to be at least \"1s\"\n");
  EXPECT_EQ(problem("webhook-user = \"u\""),
            "f:10:16: carriers.t.webhook-user: needs webhook-password-file = \"…\"\n");
  EXPECT_EQ(problem("path = \"/x\""),
            "f:10:8: carriers.t.path: is only for carriers of the type logfile\n");
}

TEST(TwilioConfig, NeedsTheAddressThatIsSigned) {
  std::string without = std::string(twilio) + "auth-token = \"t\"\n";
  const std::string line = "public-url = \"https://sms.example.com\"\n";
  without.erase(without.find(line), line.size());
  EXPECT_NE(problems(without).find("carriers.t: needs http.public-url"), std::string::npos);
}

TEST(TwilioConfig, NeedsNoProofOfWebhooksWhereItOnlySends) {
  const std::string sends = std::string(twilio) + "api-key = \"SK1\"\napi-secret = \"s\"\n";
  EXPECT_NE(problems(sends), "none");
  EXPECT_EQ(problems(sends + "send-only = true\n"), "none");
  EXPECT_EQ(problems(sends + "send-only = true\nwebhook-password = \"p\"\n"),
            "f:11:13: carriers.t.send-only: refuses webhooks, but webhook-password is there to "
            "check them; remove one of the two\n");
}

TEST(TwilioConfig, SignalWireHasASpaceAndAKeyOfItsOwn) {
  const std::string start =
      "[xmpp]\ndomain = \"sms.example.com\"\nsecret = \"s\"\n"
      "[http]\npublic-url = \"https://sms.example.com\"\n"
      "[carriers.s]\ntype = \"signalwire\"\naccount = \"0123-abc\"\nauth-token = \"t\"\n";
  EXPECT_NE(problems(start).find("carriers.s: needs signing-key-file = \"…\" or webhook-password"),
            std::string::npos);
  EXPECT_NE(problems(start).find("carriers.s: needs base-url = \"https://YOURSPACE.signalwire.com"),
            std::string::npos);
  EXPECT_EQ(problems(start + "signing-key = \"k\"\nbase-url = \"https://x.signalwire.com\"\n"),
            "none");
}

TEST(TwilioConfig, ItsKeysBelongToNoOtherCarrier) {
  EXPECT_EQ(problems(std::string(least) + "auth-token-env = \"SECRET\"\nmms = false\n"),
            "f:6:18: carriers.phones.auth-token: is only for carriers of the type twilio or "
            "signalwire\n"
            "f:7:7: carriers.phones.mms: is only for carriers of the type twilio or signalwire\n");
}

TEST(Config, TakesWhatIsEmptyForMissing) {
  EXPECT_EQ(problems("[xmpp]\nserver = \"\"\ndomain = \"\"\nsecret = \"s\"\n"
                     "[carriers.a]\ntype = \"simulator\"\n[store]\npath = \"\"\n"
                     "[http]\npublic-url = \"\"\nlisten = \"\"\n"),
            "f:2:10: xmpp.server: is empty; without this line it is “127.0.0.1”\n"
            "f:3:10: xmpp.domain: is empty; for example: domain = \"sms.example.com\"\n"
            "f:8:8: store.path: is empty; without this line it is "
            "“/var/lib/xmpp-sms-gateway/store.sqlite”\n"
            "f:11:10: http.listen: is empty; without this line it is “127.0.0.1”\n");
}

TEST(Config, KnowsTheCountries) {
  const auto region = [](const std::string& code) {
    return problems(std::string(least) + "[texts]\nregion = \"" + code + "\"\n");
  };
  for (const char* code : {"US", "de", "GB", "VA", "SH", "EH", "AQ"}) {
    EXPECT_EQ(region(code) == "none", std::string_view(code) != "AQ") << code;
  }
  EXPECT_EQ(region("ZZ"),
            "f:7:10: texts.region: “ZZ” is not a country with phone numbers; give its two letters, "
            "such as \"US\"\n");
  EXPECT_NE(region("UK").find("such as \"GB\""), std::string::npos);
  EXPECT_NE(region("USA").find("is not a country"), std::string::npos);
}

TEST(Config, ChecksNumbersOfCarriersToo) {
  EXPECT_EQ(
      problems(std::string(least) + "phones = [\"abc\", \"+1307555121212345678\"]\n"),
      "f:6:10: carriers.phones.phones: “…” is not a number in full international form, such as "
      "\"+13075550100\"\n"
      "f:6:10: carriers.phones.phones: “…5678” is not a number in full international form, such "
      "as \"+13075550100\"\n");
  EXPECT_NE(
      problems(std::string(least) + "numbers = [\"\"]\n").find("carriers.phones.numbers: “…”"),
      std::string::npos);
}

TEST(Config, KeepsTextsForADayAtLeast) {
  EXPECT_NE(problems(std::string(least) + "[store]\nkeep = \"0s\"\n")
                .find("f:7:8: store.keep: has to be at least \"1d\""),
            std::string::npos);
  EXPECT_EQ(problems(std::string(least) + "[store]\nkeep = \"1d\"\n"), "none");
}

TEST(Config, ChecksHowOftenACarrierIsTried) {
  const std::string texts = std::string(least) + "[texts]\n";
  EXPECT_EQ(problems(texts + "retry-first = \"1s\"\nretry-most = \"1m\"\nask-after = \"0s\"\n"),
            "none");
  EXPECT_NE(problems(texts + "retry-first = \"0s\"\n").find("texts.retry-first: has to be"),
            std::string::npos);
  EXPECT_NE(problems(texts + "retry-first = \"1h\"\n")
                .find("texts.retry-most: has to be at least as long"),
            std::string::npos);
}

}  // namespace
}  // namespace gateway::config
