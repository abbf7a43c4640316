// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/gateway_list.h"

#include <gtest/gtest.h>

#include "plugin/gateways/gateway_page.h"
#include "plugin/gateways/known_gateways.h"
#include "plugin/gateways/translation.h"

namespace plugin {
namespace {

Service service(const std::string& domain, const std::string& name = "") {
  Service result;
  result.domain = domain;
  result.name = name;
  result.is_gateway = true;
  return result;
}

std::vector<std::string> domains(const GatewaySources& sources) {
  std::vector<std::string> result;
  for (const GatewayInfo& info : list_gateways(sources))
    result.push_back(info.addresses.domain());
  return result;
}

using Domains = std::vector<std::string>;

TEST(GatewayListTest, TypedThenBuiltInThenFound) {
  EXPECT_EQ(
      domains({.typed = {"t1.example", "t2.example"},
               .chosen = "",
               .is_google = true,
               .services = {service("f1.example"), service("f2.example")}}),
      (Domains{"t1.example", "t2.example", "sms.talk.google.com", "f1.example", "f2.example"}));
}

TEST(GatewayListTest, TheChosenOneIsFirstAndTheRestStaysInOrder) {
  EXPECT_EQ(domains({.typed = {"t1.example"},
                     .chosen = "f2.example",
                     .is_google = false,
                     .services = {service("f1.example"), service("f2.example")}}),
            (Domains{"f2.example", "t1.example", "f1.example"}));
  EXPECT_EQ(domains({.typed = {"t1.example"}, .chosen = "gone.example", .services = {}}),
            Domains{"t1.example"});
}

TEST(GatewayListTest, TypedOnesStayWhenNothingIsFound) {
  EXPECT_EQ(domains({.typed = {"t1.example"}, .chosen = "", .services = {}}),
            Domains{"t1.example"});
}

TEST(GatewayListTest, WhatCannotBeOneIsPassedBy) {
  EXPECT_EQ(domains({.typed = {"", "a b", "x@y", "ok.example"}, .chosen = "", .services = {}}),
            Domains{"ok.example"});
}

TEST(GatewayListTest, ATypedOneThatIsFoundTooIsOneAndCanWhatItSays) {
  Service found = service("gw.example", "Texts");
  found.translates = true;
  found.is_gateway = false;  // says something else; the user knows better
  const auto list =
      list_gateways({.typed = {"sms-{digits}@GW.example"}, .chosen = "", .services = {found}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].how, Found::typed);
  EXPECT_EQ(list[0].name, "Texts");
  EXPECT_TRUE(list[0].translates);
  EXPECT_EQ(list[0].addresses.jid(sms::E164::parse("+13075551212").value()).value(),
            "sms-13075551212@gw.example");
}

TEST(GatewayListTest, ServicesThatAreNoGatewaysAreNotListed) {
  Service rooms = service("rooms.example");
  rooms.is_gateway = false;
  EXPECT_TRUE(domains({.typed = {}, .chosen = "", .services = {rooms}}).empty());
}

TEST(GatewayListTest, HowItWasFound) {
  Service contacts = service("c.example");
  contacts.is_in_contacts = true;
  const auto list = list_gateways(
      {.typed = {}, .chosen = "", .is_google = true, .services = {contacts, service("d.example")}});
  EXPECT_EQ(list[0].how, Found::built_in);
  EXPECT_EQ(list[1].how, Found::in_contacts);
  EXPECT_EQ(list[2].how, Found::discovered);
}

TEST(KnownGatewaysTest, GooglesAccountsAreKnownByDomainOrServer) {
  EXPECT_TRUE(is_google_account("gmail.com", ""));
  EXPECT_TRUE(is_google_account("googlemail.com", ""));
  EXPECT_TRUE(is_google_account("capulet.example", "talk.google.com"));
  EXPECT_FALSE(is_google_account("example.com", ""));
  EXPECT_FALSE(is_google_account("notgmail.com", "127.0.0.1"));
}

// --- what a gateway translates ---

const sms::PhoneAddress number = sms::E164::parse("+13075551212").value();

tl::expected<std::string, std::string> check(const std::string& jid) {
  const GatewayInfo gateway{.addresses = sms::Gateway::at("gw.example").value(), .name = "Texts"};
  return check_translation(gateway, number, jid);
}

TEST(TranslationTest, AnAddressOfItsOwnIsTaken) {
  EXPECT_EQ(check("+13075551212@gw.example"), "+13075551212@gw.example");
  EXPECT_EQ(check(" \n+13075551212@gw.example\n"), "+13075551212@gw.example");
  EXPECT_EQ(check("x-77@gw.example"), "x-77@gw.example");
  EXPECT_EQ(check("+1-307-555-1212@GW.example"), "+1-307-555-1212@GW.example");
}

TEST(TranslationTest, AnAddressOfSomebodyElseIsNot) {
  for (const char* jid :
       {"+13075551212@evil.example", "+13075551213@gw.example", "40404@gw.example",
        "+13075551212@gw.example.evil", "+13075551212@sub.gw.example"}) {
    const auto result = check(jid);
    ASSERT_FALSE(result) << jid;
    EXPECT_EQ(
        result.error(),
        "Texts (gw.example) gave an address for +1 307-555-1212 that belongs to somebody else.");
  }
}

TEST(TranslationTest, WhatIsNoBareAddressIsNot) {
  for (const std::string& jid :
       {std::string(), std::string("gw.example"), std::string("@gw.example"),
        std::string("x@gw.example/phone"), std::string("a@b@gw.example"),
        std::string("a b@gw.example"), std::string("a\u202E@gw.example"),
        std::string("a\xFF@gw.example"), std::string("<a>@gw.example"),
        std::string(2000, 'x') + "@gw.example", std::string(1'000'000, 'x')}) {
    const auto result = check(jid);
    ASSERT_FALSE(result) << jid.substr(0, 40);
    EXPECT_EQ(result.error(), "Texts (gw.example) gave no usable address for +1 307-555-1212.");
  }
}

// --- the page ---

TEST(GatewayPageTest, NamesEachGatewayAndHowItWasFound) {
  Service found = service("gw.example", "<b>Texts</b>");
  found.translates = true;
  found.registers = true;
  const AccountGateways account{
      .account = "juliet@example.com",
      .is_connected = true,
      .gateways = list_gateways({.typed = {"t.example"}, .chosen = "", .services = {found}})};
  EXPECT_EQ(
      gateway_page({account}),
      "<b>juliet@example.com</b><br>t.example — typed by you, used by default"
      "<br>&lt;b&gt;Texts&lt;/b&gt; (gw.example) — found on your server, finds the address of "
      "a number itself, lets you register<br><br>To look again, type /sms gateways again.");
}

TEST(GatewayPageTest, SaysWhatGoesOnAndWhatWasCutOff) {
  AccountGateways account;
  account.is_connected = true;
  account.is_looking = true;
  EXPECT_NE(gateway_page({account}).find("Looking for SMS services…"), std::string::npos);
  account.is_looking = false;
  account.not_looked_at = 12;
  EXPECT_NE(gateway_page({account}).find("No SMS service found."), std::string::npos);
  EXPECT_NE(gateway_page({account}).find("12 more services were not looked at."),
            std::string::npos);
  account.is_connected = false;
  EXPECT_NE(gateway_page({account}).find("Not connected"), std::string::npos);
  EXPECT_NE(gateway_page({}).find("You have no XMPP account."), std::string::npos);
}

}  // namespace
}  // namespace plugin
