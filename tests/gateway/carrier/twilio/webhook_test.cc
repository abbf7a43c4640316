// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/webhook.h"

#include <gtest/gtest.h>

namespace gateway::twilio {
namespace {

Form text_with(const Form& changes) {
  Form form = {{"MessageSid", "SM1"},
               {"From", "+13075551212"},
               {"To", "+13075550100"},
               {"Body", "Good night"},
               {"NumMedia", "0"}};
  for (const auto& change : changes) {
    std::erase_if(form, [&](const auto& field) { return field.first == change.first; });
    form.push_back(change);
  }
  return form;
}

std::string problem(const Form& changes) {
  const auto text = read_inbound(text_with(changes));
  return text ? "" : text.error();
}

TEST(TwilioInbound, IsReadFromItsForm) {
  const auto text = read_inbound(text_with({}));
  ASSERT_TRUE(text);
  EXPECT_EQ(text->carrier_id, "SM1");
  EXPECT_EQ(text->from, "+13075551212");
  EXPECT_EQ(text->to, "+13075550100");
  EXPECT_EQ(text->body, "Good night");
  EXPECT_TRUE(text->media.empty());
}

TEST(TwilioInbound, ComesFromShortCodesAndNamesToo) {
  EXPECT_EQ(read_inbound(text_with({{"From", "40404"}}))->from, "40404");
  EXPECT_EQ(read_inbound(text_with({{"From", "MyBank"}}))->from, "MyBank");
}

TEST(TwilioInbound, HasMediaAsManyAsAreThere) {
  const auto text = read_inbound(text_with({{"NumMedia", "2"},
                                            {"MediaUrl0", "https://api.example/a"},
                                            {"MediaUrl1", "https://api.example/b"},
                                            {"MediaUrl2", "https://api.example/c"}}));
  EXPECT_EQ(text->media,
            (std::vector<std::string>{"https://api.example/a", "https://api.example/b"}));
}

TEST(TwilioInbound, IsBoundedWhateverItCounts) {
  Form many = {{"NumMedia", "100000000"}};
  for (int i = 0; i < 50; ++i)
    many.emplace_back("MediaUrl" + std::to_string(i), "https://a/" + std::to_string(i));
  EXPECT_EQ(read_inbound(text_with(many))->media.size(), 10U);
  many.front().second = "99999999999999999999";
  EXPECT_EQ(read_inbound(text_with(many))->media.size(), 10U);
  for (const char* count : {"-1", "", "x", "-99999999999999999999"}) {
    many.front().second = count;
    const auto text = read_inbound(text_with(many));
    ASSERT_TRUE(text) << count;
    EXPECT_LE(text->media.size(), 10U) << count;
  }
  many.front().second = "-1";
  EXPECT_TRUE(read_inbound(text_with(many))->media.empty());
  EXPECT_FALSE(read_inbound(text_with({{"Body", std::string(20'001, 'x')}})));
}

TEST(TwilioInbound, RefusesSendersThatAreNoPhones) {
  for (const char* from :
       {"", "+1307555\n1212", "+13075551212@evil.example", "+1307555121234567890",
        "whatsapp:+13075551212", "a/b\x01", "\xFF\xFE", "+", "1", " +13075551212"}) {
    EXPECT_EQ(problem({{"From", from}}), "From is missing or not the address of a phone") << from;
  }
  EXPECT_EQ(problem({{"To", "x@y"}}), "To is missing or not a number");
}

TEST(TwilioInbound, RefusesIdsThatCouldBreakAnything) {
  for (const char* id : {"", "a b", "a'b", "<a>", "SM\n"})
    EXPECT_FALSE(problem({{"MessageSid", id}}).empty()) << id;
  EXPECT_FALSE(problem({{"MessageSid", std::string(65, 'a')}}).empty());
}

TEST(TwilioInbound, RefusesLinksThatAreNoneOfTheWeb) {
  for (const char* link :
       {"", "javascript:alert(1)", "https://a/ b", "https://a/\n", "file:///etc"}) {
    EXPECT_FALSE(problem({{"NumMedia", "1"}, {"MediaUrl0", link}}).empty()) << link;
  }
}

TEST(TwilioInbound, MendsABodyThatIsNoUtf8) {
  EXPECT_EQ(read_inbound(text_with({{"Body", "a\xFF\xFF z"}}))->body,
            "a\xEF\xBF\xBD\xEF\xBF\xBD z");
}

TEST(TwilioReport, SaysWhatBecameOfAText) {
  const auto report = [](Form form) { return read_report(form); };
  EXPECT_EQ(report({{"MessageSid", "SM1"}, {"MessageStatus", "delivered"}})->state,
            State::delivered);
  EXPECT_EQ(report({{"SmsSid", "SM1"}, {"SmsStatus", "sent"}})->state, State::accepted);
  const auto failed =
      report({{"MessageSid", "SM1"}, {"MessageStatus", "undelivered"}, {"ErrorCode", "30005"}});
  EXPECT_EQ(failed->state, State::failed);
  EXPECT_EQ(failed->failure.kind, FailureKind::invalid_number);
  EXPECT_EQ(failed->failure.code, "30005");
  EXPECT_EQ(report({{"MessageSid", "SM1"}, {"MessageStatus", "tomorrow's word"}})->state,
            State::accepted);
}

TEST(TwilioReport, IsBoundedWhateverTheCode) {
  for (const char* code : {"", "-1", "x", "99999999999999999999"}) {
    const auto report =
        read_report({{"MessageSid", "SM1"}, {"MessageStatus", "failed"}, {"ErrorCode", code}});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->failure.kind, FailureKind::carrier_rejected) << code;
    EXPECT_EQ(report->failure.code, "") << code;
  }
}

TEST(TwilioReport, NeedsAMessageAndAStatus) {
  EXPECT_FALSE(read_report({{"MessageStatus", "sent"}}));
  EXPECT_FALSE(read_report({{"MessageSid", "SM1"}}));
}

}  // namespace
}  // namespace gateway::twilio
