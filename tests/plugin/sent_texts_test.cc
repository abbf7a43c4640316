// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/sent_texts.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

constexpr char juliet[] = "juliet@example.com";
constexpr char phone[] = "+13075551212@sms.example.com";
constexpr char other_phone[] = "+13075551213@sms.example.com";

SentText text(const std::string& id, const std::string& to = phone,
              const std::string& body = "hello") {
  return {.account = juliet, .to = to, .id = id, .body = body, .quote = ""};
}

TEST(SentTextsTest, AFailedTextIsTakenOnce) {
  SentTexts texts;
  texts.remember(text("a"));
  EXPECT_FALSE(texts.take_failed(juliet, phone, "a"));
  ASSERT_NE(texts.fail(juliet, phone, "a"), nullptr);
  EXPECT_EQ(texts.take_failed(juliet, phone, "a")->body, "hello");
  EXPECT_FALSE(texts.take_failed(juliet, phone, "a"));
  EXPECT_EQ(texts.bytes(), 0U);
}

TEST(SentTextsTest, AnAnswerFromSomebodyElseIsNone) {
  SentTexts texts;
  texts.remember(text("a"));
  EXPECT_EQ(texts.fail(juliet, other_phone, "a"), nullptr);
  EXPECT_EQ(texts.fail("romeo@example.com", phone, "a"), nullptr);
  EXPECT_EQ(texts.fail(juliet, phone, ""), nullptr);
  EXPECT_FALSE(texts.deliver(juliet, other_phone, "a"));
}

TEST(SentTextsTest, AServerMayWriteTheAddressInLowerCase) {
  SentTexts texts;
  texts.remember(text("a", "+13075551212@SMS.Example.com"));
  ASSERT_NE(texts.fail(juliet, phone, "a"), nullptr);
  EXPECT_EQ(texts.take_failed(juliet, phone).size(), 1U);
  texts.remember(text("b", "+13075551212@SMS.Example.com"));
  EXPECT_TRUE(texts.deliver(juliet, phone, "b"));
}

TEST(SentTextsTest, AllFailedTextsToAPhoneAreTakenInOrder) {
  SentTexts texts;
  for (const char* id : {"a", "b", "c"})
    texts.remember(text(id, phone, id));
  texts.remember(text("d", other_phone));
  for (const char* id : {"c", "a"})
    texts.fail(juliet, phone, id);
  texts.fail(juliet, other_phone, "d");
  const auto failed = texts.take_failed(juliet, phone);
  ASSERT_EQ(failed.size(), 2U);
  EXPECT_EQ(failed[0].body + failed[1].body, "ac");
  EXPECT_EQ(texts.size(), 2U);
}

TEST(SentTextsTest, AReceiptCountsOnceAndSaysWhetherItIsTheLast) {
  SentTexts texts;
  texts.remember(text("a", phone, "first"));
  texts.remember(text("b", phone, "second"));
  texts.remember(text("c", other_phone));
  const auto first = texts.deliver(juliet, phone, "a");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->quote, "first");
  EXPECT_FALSE(first->is_last);
  EXPECT_TRUE(texts.deliver(juliet, phone, "b")->is_last);
  EXPECT_FALSE(texts.deliver(juliet, phone, "b"));
}

TEST(SentTextsTest, ATextMayFailAfterItsReceiptButIsNotDeliveredAfterItFailed) {
  SentTexts texts;
  texts.remember(text("a"));
  EXPECT_TRUE(texts.deliver(juliet, phone, "a"));
  EXPECT_NE(texts.fail(juliet, phone, "a"), nullptr);
  EXPECT_FALSE(texts.deliver(juliet, phone, "a"));
}

TEST(SentTextsTest, CountsWhatFailedAndWasKept) {
  SentTexts texts;
  texts.remember(text("a"));
  texts.remember(text("b"));
  texts.remember(text("c", phone, std::string(1'000'000, 'x')));
  texts.remember(text("d"));
  for (const char* id : {"a", "b", "c"})
    texts.fail(juliet, phone, id);
  EXPECT_EQ(texts.failed(juliet, phone), 2U);
  EXPECT_EQ(texts.failed(juliet, "+13075559999@sms.example.com"), 0U);
  EXPECT_EQ(texts.take_failed(juliet, phone).size(), 2U);
  EXPECT_EQ(texts.failed(juliet, phone), 0U);
}

TEST(SentTextsTest, TheSameTextAgainIsOne) {
  SentTexts texts;
  texts.remember(text("a"));
  texts.remember(text("a"));
  EXPECT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts.bytes(), 5U);
}

TEST(SentTextsTest, TheOldestGoFirst) {
  SentTexts texts;
  for (std::size_t i = 0; i < SentTexts::limit + 2; ++i)
    texts.remember(text(std::to_string(i)));
  EXPECT_EQ(texts.size(), SentTexts::limit);
  EXPECT_EQ(texts.fail(juliet, phone, "1"), nullptr);
  EXPECT_NE(texts.fail(juliet, phone, "2"), nullptr);
}

TEST(SentTextsTest, BytesAreBounded) {
  SentTexts texts;
  for (int i = 0; i < 20; ++i) {
    texts.remember(text(std::to_string(i), phone, std::string(SentTexts::longest_body, 'x')));
    EXPECT_LE(texts.bytes(), SentTexts::byte_limit);
  }
  EXPECT_EQ(texts.size(), SentTexts::byte_limit / SentTexts::longest_body);
}

TEST(SentTextsTest, AMegabyteIsKnownButNotKept) {
  SentTexts texts;
  texts.remember(text("a", phone, std::string(1'000'000, 'x')));
  EXPECT_EQ(texts.bytes(), 0U);
  const SentText* failed = texts.fail(juliet, phone, "a");
  ASSERT_NE(failed, nullptr);
  EXPECT_EQ(failed->quote, std::string(SentTexts::longest_quote, 'x') + "…");
  EXPECT_TRUE(texts.take_failed(juliet, phone).empty());
}

}  // namespace
}  // namespace plugin
