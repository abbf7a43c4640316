// SPDX-License-Identifier: GPL-2.0-or-later
// Configurations of sms-over-xmpp, as its users have them.
#include <gtest/gtest.h>

#include "gateway/config/sms_over_xmpp/address.h"
#include "gateway/config/sms_over_xmpp/convert.h"
#include "gateway/config/sms_over_xmpp/first_version.h"
#include "gateway/config/sms_over_xmpp/folder.h"
#include "gateway/config/sms_over_xmpp/lines.h"
#include "sms/number.h"
#include "tests/gateway/config/old_files.h"

namespace gateway::config::sms_over_xmpp {
namespace {

using test::Files;
using test::first_version;
using test::present_version;
using test::world_of;

std::string lines_of(const Remarks& remarks) {
  std::string lines;
  for (const Remark& remark : remarks)
    lines += remark.line() + "\n";
  return lines;
}

std::string faults_of(const tl::expected<Old, Remarks>& old) {
  return old ? "none" : lines_of(old.error());
}

tl::expected<Old, Remarks> folder(const Files& files) {
  return read_folder("/old", world_of(files));
}

Files with(const std::string& file, const std::string& content) {
  Files files = present_version();
  files["/old/" + file] = content;
  return files;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(FirstVersion, IsKnownByWhatOnlyItHas) {
  EXPECT_TRUE(is_first_version(first_version));
  EXPECT_TRUE(is_first_version("[xmpp]\nhost = \"x\""));
  EXPECT_TRUE(is_first_version("[twilio]\n"));
  EXPECT_FALSE(is_first_version("[xmpp]\ndomain = \"sms.example.com\"\nhost = \"x\""));
  EXPECT_FALSE(is_first_version("[xmpp]\nhost = \"x\"\n[carriers.a]\ntype = \"simulator\""));
  EXPECT_FALSE(is_first_version(""));
  EXPECT_FALSE(is_first_version("[xmpp"));
}

TEST(FirstVersion, BecomesOurForm) {
  const auto old = read_first_version("c.toml", first_version);
  ASSERT_TRUE(old) << faults_of(old);
  const Converted converted = convert(*old, "/s/store.sqlite");
  EXPECT_EQ(lines_of(converted.notices), "");
  std::string settings;
  for (std::size_t at = 0; at < converted.toml.size();) {
    const std::size_t end = converted.toml.find('\n', at);
    if (end > at && converted.toml[at] != '#') settings += converted.toml.substr(at, end - at + 1);
    at = end + 1;
  }
  EXPECT_EQ(settings, R"([xmpp]
server = "127.0.0.1"
port = 5347
domain = "sms.example.com"
secret = "s3cret"
[store]
path = "/s/store.sqlite"
[http]
listen = "127.0.0.1"
port = 9677
public-url = "https://example.com/sms"
[users]
"joe@example.com" = "+13075551212"
[carriers."twilio"]
type = "twilio"
account = "AC0123456789abcdef0123456789abcdef"
api-key = "SK0123456789abcdef0123456789abcdef"
api-secret = "k3ysecret"
webhook-password = "t3lephony"
webhook-user = "telephony-user"
webhooks-anywhere = true
)");
}

TEST(FirstVersion, SendsFurtherPhonesToTheirUser) {
  const auto old = read_first_version("c.toml", std::string(first_version) +
                                                    "[phones]\n"
                                                    "\"+13075551212\" = \"joe@example.com\"\n"
                                                    "\"+14235551212\" = \"joe@example.com\"\n"
                                                    "\"+14235551213\" = \"ann@example.com\"\n");
  ASSERT_TRUE(old) << faults_of(old);
  const std::string toml = convert(*old, "s").toml;
  EXPECT_TRUE(
      has(toml, "\"joe@example.com\" = { number = \"+13075551212\", also = [\"+14235551212\"] }"))
      << toml;
  EXPECT_TRUE(has(toml, "\"ann@example.com\" = \"+14235551213\"\n")) << toml;
}

TEST(FirstVersion, CannotGiveTheAnswersToANumberToSomebodyElse) {
  EXPECT_EQ(faults_of(read_first_version("c.toml", std::string(first_version) +
                                                       "[phones]\n"
                                                       "\"+13075551212\" = \"ann@example.com\"\n")),
            "c.toml:20:18: phones.+13075551212: joe@example.com writes from this number, so its "
            "answers go to joe@example.com here; give ann@example.com a number of its own\n");
}

TEST(FirstVersion, SendsWithoutAWebhooksPasswordAndTakesNothingIn) {
  const auto old =
      read_first_version("c.toml", replaced(first_version, "password = \"t3lephony\"\n", ""));
  ASSERT_TRUE(old) << faults_of(old);
  EXPECT_TRUE(has(lines_of(old->notices),
                  "c.toml:7:1: http.password: is missing, so texts are "
                  "sent, but NONE COME IN"))
      << lines_of(old->notices);
  const std::string toml = convert(*old, "s").toml;
  EXPECT_TRUE(has(toml, "\n# webhook-password = \"PASSWORD\"\nsend-only = true\n")) << toml;
  EXPECT_FALSE(has(toml, "webhook-user"));
  const auto with_token = read_first_version(
      "c.toml", replaced(replaced(first_version, "password = \"t3lephony\"\n", ""), "key-sid",
                         "auth-token = \"t\"\nkey-sid"));
  ASSERT_TRUE(with_token) << faults_of(with_token);
  EXPECT_EQ(lines_of(with_token->notices), "");
  EXPECT_FALSE(has(convert(*with_token, "s").toml, "send-only"));
}

TEST(FirstVersion, SaysWhatIsMissingOrOfTheWrongKind) {
  EXPECT_EQ(faults_of(read_first_version("c.toml", "[xmpp]\nhost = 5\nport = \"5347\"\n")),
            "c.toml:1:1: xmpp.name: is missing; for example: name = \"sms.example.com\"\n"
            "c.toml:1:1: xmpp.secret: is missing; for example: secret = \"…\"\n"
            "c.toml:2:8: xmpp.host: has to be a string, in quotes\n"
            "c.toml:3:8: xmpp.port: has to be a number from 1 to 65535, without quotes\n"
            "c.toml: twilio: is missing; a provider is needed: [twilio] with account-sid, key-sid "
            "and key-secret\n");
  EXPECT_TRUE(has(faults_of(read_first_version(
                      "c.toml", replaced(first_version, "key-secret = \"k3ysecret\"\n", ""))),
                  "c.toml:12:1: twilio.key-secret: is missing"));
}

TEST(FirstVersion, PassesOverWhatItDoesNotKnowAsSmsOverXmppDoesAndSaysSo) {
  const auto old =
      read_first_version("c.toml", std::string(first_version) +
                                       "[caller-id]\nlookup = \"/x\"\n[at]\nmethod = \"x\"\n");
  ASSERT_TRUE(old) << faults_of(old);
  EXPECT_EQ(lines_of(old->notices),
            "c.toml:21:1: at: is not known and is ignored; the known ones are: xmpp, http, twilio, "
            "users, "
            "phones, caller-id\n"
            "c.toml:19:1: caller-id: names of callers are not shown here: contacts have the names "
            "that users give them\n");
  EXPECT_TRUE(has(lines_of(read_first_version(
                               "c.toml", replaced(first_version, "port = ", "prot = \"\"\nport = "))
                               ->notices),
                  "xmpp.prot: is not known and is ignored; did you mean port?"));
}

TEST(Folder, BecomesOurForm) {
  auto old = folder(present_version());
  ASSERT_TRUE(old) << faults_of(old);
  old->listener = *parse_listener("tcp:8080");
  const Converted converted = convert(*old, "/s/store.sqlite");
  EXPECT_EQ(lines_of(converted.notices), "");
  for (const char* part :
       {"server = \"xmpp.example.com\"\nport = 5347\ndomain = \"sms.example.com\"\n",
        "listen = \"::\"\nport = 8080\n", "\"sales@example.com\" = \"+14155551221\"\n",
        "[carriers.\"personal\"]\ntype = \"twilio\"\n"
        "numbers = [\"+12125551212\", \"+14015551122\"]\n",
        "account = \"AC0123456789abcdef0123456789abcdef\"\n"
        "api-key = \"SK0123456789abcdef0123456789abcdef\"\napi-secret = \"k3ysecret\"\n"
        "webhook-password = \"EDIVMA8HLvrZOV5N\"\n",
        "[carriers.\"work\"]\ntype = \"signalwire\"\nnumbers = [\"+14155551221\"]\n"
        "account = \"YourProjectID\"\nauth-token = \"YourAuthToken\"\n"
        "base-url = \"https://example.signalwire.com\"\n"
        "webhook-password = \"5VKFT8pByMkO6IG6\"\n"})
    EXPECT_TRUE(has(converted.toml, part)) << part << "\nnot in\n" << converted.toml;
  EXPECT_FALSE(has(converted.toml, "webhooks-anywhere"));
}

TEST(Folder, AsksForTheListenerOfTheCommandLine) {
  const Converted converted = convert(*folder(present_version()), "s");
  EXPECT_TRUE(has(lines_of(converted.notices), "/old: -listen: told sms-over-xmpp on its command"));
  EXPECT_TRUE(has(converted.toml, "port = 8080\n"));
}

TEST(Folder, NamesTheFileTheLineAndTheKeyOfAMistake) {
  EXPECT_EQ(faults_of(folder(with("config", "xmpp_server xmpp.example.com\nxmpp_domain s.x\n"))),
            "/old/config: xmpp_secret: is missing; for example: xmpp_secret SECRET\n"
            "/old/config:1:1: xmpp_server: “xmpp.example.com” has no port; it has to be "
            "HOST:PORT\n");
  EXPECT_EQ(faults_of(folder(with("users", "# us\n\njoe@example.com +13075551212\n"))),
            "/old/users:3:1: joe@example.com: “+13075551212” names no provider; it has to be "
            "PROVIDER:NUMBER, such as personal:+13075550100\n");
  EXPECT_EQ(faults_of(folder(with("users", "joe@example.com wrok:+13075551212\n"))),
            "/old/users:1:1: joe@example.com: there is no provider wrok; did you mean work?\n");
  EXPECT_EQ(faults_of(folder(with("providers/work", "type signalwire\ndomain x.y\n"))),
            "/old/providers/work: project_id: is missing; add a line “project_id …”\n"
            "/old/providers/work: auth_token: is missing; add a line “auth_token …”\n"
            "/old/providers/work: http_password: is missing; add a line “http_password …”, and the "
            "password to the webhook's address: without it anybody could send texts to your "
            "users\n");
  EXPECT_EQ(faults_of(folder(with("providers/work", ""))),
            "/old/providers/work: type: is missing; for example: type twilio\n");
  EXPECT_EQ(faults_of(folder(with("config", "xmpp_secret \xFF\n"))),
            "/old/config:1:1: is not text in UTF-8; save the file as UTF-8\n");
  EXPECT_TRUE(
      has(faults_of(folder({{"/old/users", ""}})), "/old/config: /old/config cannot be read"));
  EXPECT_EQ(faults_of(folder(with("users", ""))),
            "/old/users: has no user; add a line such as “juliet@example.com "
            "PROVIDER:+13075550100”\n");
}

TEST(Folder, RefusesAProviderThatIsNotCarriedWhereSomebodyHasIt) {
  const std::string nexmo = "type nexmo\napi_key abcd1234\napi_secret abcdef0123456789\n";
  EXPECT_EQ(faults_of(folder(with("providers/work", nexmo))),
            "/old/users:3:1: sales@example.com: has the provider work of the type nexmo, which is "
            "not supported here; twilio and signalwire are\n");
  const auto old = folder(with("providers/idle", nexmo));
  ASSERT_TRUE(old) << faults_of(old);
  EXPECT_TRUE(has(lines_of(old->notices), "/old/providers/idle:1:1: type: nexmo is not supported"));
}

TEST(Folder, LeavesOutAProviderThatNobodyHas) {
  Files files = present_version();
  files["/old/providers/.work.swp"] = "rubbish";
  files["/old/users"] = "andrew@example.com personal:+12125551212\n";
  const Converted converted = convert(*folder(files), "s");
  EXPECT_FALSE(has(converted.toml, "signalwire"));
  EXPECT_TRUE(has(lines_of(converted.notices),
                  "/old/providers/work:1:1: no user has this provider, and it is left out"));
}

TEST(Folder, SaysWhatHasNoCounterpart) {
  Files files = present_version();
  files["/old/rosters"] = "andrew@example.com https://andrew:passw0rd@carddav.example.com/\n";
  files["/old/config"] += "xmpp_secre x\nonce upon a time\nalone\n";
  const auto old = folder(files);
  ASSERT_TRUE(old) << faults_of(old);
  EXPECT_EQ(
      lines_of(old->notices),
      "/old/config:5:1: once: has more than one value and is ignored; a value cannot have spaces\n"
      "/old/config:6:1: is a name without a value, or the reverse; it is ignored\n"
      "/old/config:4:1: xmpp_secre: is not known and is ignored; did you mean xmpp_secret?\n"
      "/old/rosters: address books are not synchronised here; contacts stay as they are in "
      "the rosters\n");
}

TEST(Folder, MakesACountryOfAPrefix) {
  Files files = present_version();
  files["/old/config"] += "default_prefix +1\n";
  EXPECT_TRUE(has(convert(*folder(files), "s").toml, "[texts]\n"));
  EXPECT_TRUE(has(convert(*folder(files), "s").toml, "region = \"US\"\n"));
  files["/old/config"] += "default_prefix 1\n";
  const Converted without = convert(*folder(files), "s");
  EXPECT_FALSE(has(without.toml, "[texts]"));
  EXPECT_TRUE(
      has(lines_of(without.notices), "config:5:1: default_prefix: “1” is not a country code"));
  files["/old/config"] += "default_prefix +1307\n";
  EXPECT_TRUE(has(lines_of(convert(*folder(files), "s").notices), "more than the country code +1"));
}

TEST(Converted, IsTextWhateverTheOldOneHolds) {
  Files files = present_version();
  files["/old/config"] =
      "xmpp_server [::1]:5347\nxmpp_domain sms.example.com\n"
      "xmpp_secret a\"b\\c\x01\x7F\n";
  const Converted converted = convert(*folder(files), "s");
  EXPECT_TRUE(has(converted.toml, "server = \"::1\"\n"));
  EXPECT_TRUE(has(converted.toml, "secret = \"a\\\"b\\\\c\\u0001\\u007F\"\n")) << converted.toml;
}

TEST(Converted, KnowsWhereEachKeyStood) {
  const Converted converted = convert(*folder(present_version()), "s");
  EXPECT_EQ(converted.origin_of("users.jon@example.com").place.line, 2U);
  EXPECT_EQ(converted.origin_of("users.jon@example.com.number").file, "/old/users");
  EXPECT_EQ(converted.origin_of("carriers.work.numbers").file, "/old/providers/work");
  EXPECT_EQ(converted.origin_of("carriers.work.auth-token").place.line, 4U);
  EXPECT_EQ(converted.origin_of("xmpp.secret").key, "xmpp_secret");
  EXPECT_EQ(converted.origin_of("log.level").file, "");
}

TEST(Lines, TakeTheLastOfSeveral) {
  const auto lines = read_lines("f", "a 1\r\n\t a\t2 \n  # a 3\n");
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->settings.size(), 1U);
  EXPECT_EQ(lines->settings[0].text, "2");
  EXPECT_EQ(lines_of(lines->notices), "f:2:3: a: is already given in line 1; this one counts\n");
}

TEST(Listener, IsReadAsSmsOverXmppDoes) {
  EXPECT_EQ(parse_listener("tcp:8080")->address, "::");
  EXPECT_EQ(parse_listener("tcp:192.0.2.4:8080")->address, "192.0.2.4");
  EXPECT_EQ(parse_listener("tcp:[2001:db8::1]:80")->address, "2001:db8::1");
  const auto tls = parse_listener("tls:/path/to/certificate.pem:tcp:8443");
  ASSERT_TRUE(tls) << tls.error();
  EXPECT_EQ(tls->certificate, "/path/to/certificate.pem");
  EXPECT_EQ(tls->port, 8443);
  EXPECT_TRUE(has(parse_listener("tls:sms.example.com:tcp:443").error(), "PEM file"));
  EXPECT_TRUE(has(parse_listener("tls:/x.pem").error(), "PEM file"));
  EXPECT_TRUE(has(parse_listener("unix:/run/x").error(), "not possible here"));
  EXPECT_TRUE(has(parse_listener("tcp:").error(), "is not a port"));
  EXPECT_TRUE(has(parse_listener("tcp:99999").error(), "is not a port"));
  EXPECT_TRUE(has(parse_listener("tcp:2001:db8::1:80").error(), "brackets"));
}

}  // namespace
}  // namespace gateway::config::sms_over_xmpp
