// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/refusal.h"

#include <gtest/gtest.h>

#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

constexpr char phone[] = "+13075551212@sms.talk.google.com";

std::optional<Refusal> read(const char* xml, std::string_view from) {
  const XmlNodePtr message(xmlnode_from_str(xml, -1));
  return read_refusal(XmlNode(message.get()), from);
}

TEST(PhoneJidTest, IsAPlusAndDigitsBeforeTheAt) {
  EXPECT_TRUE(is_phone_jid("+13075551212@sms.talk.google.com"));
  EXPECT_TRUE(is_phone_jid("+123456789012345@sms.example.com/phone"));
  EXPECT_FALSE(is_phone_jid("13075551212@sms.example.com"));
  EXPECT_FALSE(is_phone_jid("+1307555a212@sms.example.com"));
  EXPECT_FALSE(is_phone_jid("+1234567890123456@sms.example.com"));
  EXPECT_FALSE(is_phone_jid("+13075551212"));
  EXPECT_FALSE(is_phone_jid("+@sms.example.com"));
  EXPECT_FALSE(is_phone_jid(""));
}

TEST(RefusalTest, GooglesWordsAreTheReason) {
  const auto refusal = read(
      "<message type='error'><error code='405' type='cancel'><not-allowed/><text>SMS_ERROR_11: "
      "Sorry</text></error></message>",
      phone);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->reason, "SMS_ERROR_11: Sorry");
}

TEST(RefusalTest, TheReasonIsTextAsItWasMeantAndNoMarkup) {
  const auto refusal = read(
      "<message type='error'><error code='405'><text>AT&amp;amp;T said &lt;br&gt;</text></error>"
      "</message>",
      phone);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->reason, "AT&amp;T said <br>");
}

TEST(RefusalTest, TheWordsMayStandDirectlyInTheError) {
  const auto refusal =
      read("<message type='error'><error code='405'>SMS_ERROR_11: Sorry</error></message>", phone);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->reason, "SMS_ERROR_11: Sorry");
}

TEST(RefusalTest, NotAllowedFromAPhoneNeedsNoWords) {
  EXPECT_TRUE(read("<message type='error'><error code='405'/></message>", phone));
  EXPECT_TRUE(read("<message type='error'><error><not-allowed/></error></message>", phone));
}

TEST(RefusalTest, NotAllowedFromAPersonIsSomethingElse) {
  EXPECT_FALSE(read("<message type='error'><error code='405'/></message>", "romeo@example.com"));
}

TEST(RefusalTest, OtherErrorsOfAPhoneAreSomethingElse) {
  EXPECT_FALSE(
      read("<message type='error'><error code='404'><item-not-found/></error></message>", phone));
  EXPECT_FALSE(read("<message type='error'/>", phone));
}

TEST(RefusalTest, AMessageThatOnlyTalksOfTheErrorIsNone) {
  EXPECT_FALSE(read("<message type='chat'><body>SMS_ERROR_11</body></message>", phone));
}

}  // namespace
}  // namespace plugin
