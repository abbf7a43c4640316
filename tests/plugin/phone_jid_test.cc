// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/phone_jid.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

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

TEST(PhoneJidTest, TheDomainIsBehindTheAtAndBeforeTheResource) {
  EXPECT_EQ(domain_of("+13075551212@sms.example.com/a@b"), "sms.example.com");
  EXPECT_EQ(domain_of("sms.example.com/gateway"), "sms.example.com");
}

TEST(PhoneJidTest, OnlyAWholeNumberGetsItsPlus) {
  EXPECT_EQ(with_plus("13075551212@sms.example.com"), "+13075551212@sms.example.com");
  for (const char* jid :
       {"+13075551212@sms.example.com", "40404@sms.example.com", "03075551212@sms.example.com",
        "1307555a212@sms.example.com", "1234567890123456@sms.example.com", "13075551212", ""}) {
    EXPECT_EQ(with_plus(jid), "") << jid;
  }
}

}  // namespace
}  // namespace plugin
