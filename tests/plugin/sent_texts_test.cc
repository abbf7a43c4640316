// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/sent_texts.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

TEST(SentTextsTest, ATextIsTakenOnceByItsAccountPhoneAndId) {
  SentTexts texts;
  texts.remember({"juliet@example.com", "+1307@sms", "1", "<message/>"});
  EXPECT_FALSE(texts.take("romeo@example.com", "+1307@sms", "1"));
  EXPECT_FALSE(texts.take("juliet@example.com", "+1307@sms", "2"));
  EXPECT_FALSE(texts.take("juliet@example.com", "+1308@sms", "1"));
  ASSERT_TRUE(texts.take("juliet@example.com", "+1307@sms", "1"));
  EXPECT_FALSE(texts.take("juliet@example.com", "+1307@sms", "1"));
}

TEST(SentTextsTest, TheOldestIsForgottenFirst) {
  SentTexts texts;
  for (std::size_t i = 0; i <= SentTexts::limit; ++i) {
    texts.remember({"juliet@example.com", "+1307@sms", std::to_string(i), "<message/>"});
  }
  EXPECT_EQ(texts.size(), SentTexts::limit);
  EXPECT_FALSE(texts.take("juliet@example.com", "+1307@sms", "0"));
  EXPECT_TRUE(texts.take("juliet@example.com", "+1307@sms", "1"));
}

TEST(SentTextsTest, AnAccountIsForgottenWithoutTheOthers) {
  SentTexts texts;
  texts.remember({"juliet@example.com", "+1307@sms", "1", "<message/>"});
  texts.remember({"romeo@example.com", "+1307@sms", "1", "<message/>"});
  texts.forget_account("juliet@example.com");
  EXPECT_FALSE(texts.take("juliet@example.com", "+1307@sms", "1"));
  EXPECT_TRUE(texts.take("romeo@example.com", "+1307@sms", "1"));
}

}  // namespace
}  // namespace plugin
