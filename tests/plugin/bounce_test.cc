// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/bounce.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "plugin/purple/xml_node.h"
#include "plugin/texting/bounce_advice.h"

namespace plugin {
namespace {

std::optional<Bounce> read(const std::string& xml) {
  const XmlNodePtr message(xmlnode_from_str(xml.c_str(), -1));
  return read_bounce(XmlNode(message.get()));
}

Bounce of(const std::string& inside_error, const std::string& attributes = "") {
  const auto bounce =
      read("<message type='error'><error" + attributes + ">" + inside_error + "</error></message>");
  EXPECT_TRUE(bounce);
  return bounce.value_or(Bounce{});
}

Bounce condition(const std::string& name, const std::string& text = "") {
  return of("<" + name + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>" +
            (text.empty() ? "" : "<text>" + text + "</text>"));
}

TEST(BounceTest, GooglesWordsAreTheReason) {
  const Bounce bounce = of("<not-allowed/><text>SMS_ERROR_11: Sorry</text>", " code='405'");
  EXPECT_EQ(bounce.reason, "SMS_ERROR_11: Sorry");
  EXPECT_TRUE(wants_announcing(bounce, true));
  EXPECT_TRUE(wants_announcing(bounce, false));
}

TEST(BounceTest, TheReasonIsTextAsItWasMeantAndNoMarkup) {
  EXPECT_EQ(of("<text>AT&amp;amp;T said &lt;br&gt;</text>").reason, "AT&amp;T said <br>");
}

TEST(BounceTest, TheWordsMayStandDirectlyInTheError) {
  EXPECT_EQ(of("SMS_ERROR_11: Sorry", " code='405'").reason, "SMS_ERROR_11: Sorry");
}

TEST(BounceTest, NotAllowedFromAPhoneNeedsNoWords) {
  EXPECT_TRUE(wants_announcing(of("", " code='405'"), true));
  EXPECT_TRUE(wants_announcing(condition("not-allowed"), true));
}

TEST(BounceTest, NotAllowedFromAPersonIsSomethingElse) {
  EXPECT_FALSE(wants_announcing(of("", " code='405'"), false));
}

TEST(BounceTest, AMessageThatOnlyTalksOfTheErrorIsNone) {
  EXPECT_FALSE(read("<message type='chat'><body>SMS_ERROR_11</body></message>"));
}

TEST(BounceTest, OneWithoutAnErrorElementIsABounceWithoutAReason) {
  const auto bounce = read("<message type='error'><body>hello</body></message>");
  ASSERT_TRUE(bounce);
  EXPECT_EQ(bounce->kind, BounceKind::other);
  EXPECT_EQ(bounce->reason, "");
}

TEST(BounceTest, ConditionsOfRfc6120SayWhatItIs) {
  EXPECT_EQ(condition("item-not-found").kind, BounceKind::invalid_number);
  EXPECT_EQ(condition("jid-malformed").kind, BounceKind::invalid_number);
  EXPECT_EQ(condition("registration-required").kind, BounceKind::not_registered);
  EXPECT_EQ(condition("subscription-required").kind, BounceKind::not_registered);
  EXPECT_EQ(condition("resource-constraint").kind, BounceKind::quota);
  EXPECT_EQ(condition("policy-violation").kind, BounceKind::quota);
  EXPECT_EQ(condition("service-unavailable").kind, BounceKind::gateway_away);
  EXPECT_EQ(condition("remote-server-not-found").kind, BounceKind::gateway_away);
  EXPECT_EQ(condition("remote-server-timeout").kind, BounceKind::gateway_away);
  EXPECT_EQ(condition("recipient-unavailable").kind, BounceKind::phone_away);
  EXPECT_EQ(condition("forbidden").kind, BounceKind::forbidden);
  EXPECT_EQ(condition("bad-request").kind, BounceKind::other);
}

TEST(BounceTest, ANumberOfXep0086IsEnoughButAConditionSaysMore) {
  EXPECT_EQ(of("", " code='404'").kind, BounceKind::invalid_number);
  EXPECT_EQ(of("", " code='407'").kind, BounceKind::not_registered);
  EXPECT_EQ(of("", " code='503'").kind, BounceKind::gateway_away);
  EXPECT_EQ(of("<recipient-unavailable/>", " code='404'").kind, BounceKind::phone_away);
  EXPECT_EQ(of("<not-acceptable/>", " code='404'").kind, BounceKind::other);
}

TEST(BounceTest, BlockedIsSaidByXep0191) {
  EXPECT_EQ(of("<not-acceptable/><blocked xmlns='urn:xmpp:blocking:errors'/>").kind,
            BounceKind::blocked);
  EXPECT_EQ(of("<not-acceptable/><blocked xmlns='urn:other'/>").kind, BounceKind::other);
}

TEST(BounceTest, WordsSayWhatNoConditionDoes) {
  EXPECT_EQ(condition("not-acceptable", "The recipient has OPTED OUT").kind, BounceKind::opted_out);
  EXPECT_EQ(condition("forbidden", "Error 21610").kind, BounceKind::opted_out);
  EXPECT_EQ(condition("policy-violation", "Message too long").kind, BounceKind::too_long);
}

TEST(BounceTest, TheReasonIsShortAndHarmless) {
  const Bounce bounce =
      of("<text>a\xE2\x80\xAE"
         "b\n\n c" +
         std::string(1'000'000, 'x') + "</text>");
  EXPECT_TRUE(bounce.reason.starts_with("ab cxxx"));
  EXPECT_LT(bounce.reason.size(), 4 * longest_explanation);
}

TEST(BounceAdviceTest, NamesTheTextWhatToDoAndTheServicesWords) {
  const std::string text =
      explain_bounce(condition("item-not-found", "No such number"),
                     {.account = "juliet@example.com", .quote = "Hello", .is_kept = true});
  EXPECT_EQ(text,
            "Not delivered: “Hello”\n"
            "The SMS service knows no phone with this number. Check the number.\n"
            "The service said: No such number\n"
            "Type /sms retry to send it again.");
}

TEST(BounceAdviceTest, SaysHowManyTextsARetryWouldSend) {
  BounceFacts facts{.account = "juliet@example.com", .quote = "Hello", .is_kept = true};
  facts.others_kept = 1;
  EXPECT_TRUE(explain_bounce(condition("forbidden"), facts)
                  .ends_with("\nType /sms retry to send it again, together with 1 other text."));
  facts.others_kept = 2;
  EXPECT_TRUE(explain_bounce(condition("forbidden"), facts)
                  .ends_with("\nType /sms retry to send it again, together with 2 other texts."));
}

TEST(BounceAdviceTest, AWindowThatIsClosedIsNotTheOnlyWay) {
  const std::string text = explain_bounce({.kind = BounceKind::unannounced, .reason = "x"},
                                          {.account = "juliet@example.com",
                                           .quote = "Hello",
                                           .is_kept = true,
                                           .asks_to_announce = true});
  EXPECT_TRUE(text.ends_with("The text is kept: /sms retry sends it again later.")) << text;
}

TEST(BounceAdviceTest, WithoutAQuoteOrWordsItSaysWhatItKnows) {
  EXPECT_EQ(explain_bounce(condition("forbidden"), {.account = "juliet@example.com", .quote = ""}),
            "Not delivered.\nThe SMS service does not let you text this number.");
}

TEST(BounceAdviceTest, EveryKindHasWordsOfItsOwn) {
  std::vector<std::string> seen;
  for (int kind = 0; kind <= static_cast<int>(BounceKind::other); ++kind) {
    const std::string text = explain_bounce({.kind = static_cast<BounceKind>(kind), .reason = "x"},
                                            {.account = "juliet@example.com", .quote = ""});
    EXPECT_EQ(std::ranges::count(seen, text), 0) << text;
    seen.push_back(text);
  }
}

}  // namespace
}  // namespace plugin
