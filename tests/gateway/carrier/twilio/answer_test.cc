// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/answer.h"

#include <gtest/gtest.h>

#include "gateway/carrier/twilio/failures.h"
#include "gateway/language/language.h"

namespace gateway::twilio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Time now(seconds(784111777));

SendResult sent(int status, const std::string& body, const std::string& retry_after = "") {
  return read_sent(http::Answer{status, retry_after, body}, now).result;
}

template <class Kind>
bool is(const SendResult& result) {
  return std::holds_alternative<Kind>(result);
}

TEST(TwilioAnswer, IsAcceptedWithTheMessagesId) {
  const auto result = sent(201, R"({"sid": "SM1f", "status": "queued", "error_code": null})");
  EXPECT_EQ(std::get<Accepted>(result).carrier_id, "SM1f");
  EXPECT_TRUE(is<Accepted>(sent(200, R"({"sid": "c2c7a5ae-1", "status": "accepted"})")));
}

TEST(TwilioAnswer, IsUnclearWhenItIsCutOrMakesNoSense) {
  for (const char* body :
       {"", "{", R"({"sid": "SM1f)", "[]", "null", R"({"status": "queued"})", R"({"sid": 7})",
        R"({"sid": "S M"})", R"({"sid": ""})", "<html>hello</html>"}) {
    EXPECT_TRUE(is<Unclear>(sent(201, body))) << body;
  }
  EXPECT_TRUE(is<Unclear>(sent(201, R"({"sid": ")" + std::string(65, 'a') + R"("})")));
  EXPECT_TRUE(is<Unclear>(read_sent(http::Unanswered{"gone"}, now).result));
}

TEST(TwilioAnswer, IsLaterWhenNothingWasSent) {
  EXPECT_TRUE(is<TryLater>(read_sent(http::NotSent{"nobody there"}, now).result));
}

TEST(TwilioAnswer, OfTooManyRequestsSaysWhenToComeBack) {
  EXPECT_EQ(std::get<TryLater>(sent(429, "{}", "7")).after, seconds(7));
  EXPECT_EQ(std::get<TryLater>(sent(503, "", "Sun, 06 Nov 1994 08:50:07 GMT")).after, seconds(30));
  EXPECT_EQ(std::get<TryLater>(sent(503, "busy")).after, std::nullopt);
  EXPECT_TRUE(std::get<TryLater>(sent(429, "{}", "7")).is_for_all);
  EXPECT_FALSE(std::get<TryLater>(sent(400, R"({"code": 21611})")).is_for_all);
  EXPECT_TRUE(read_sent(http::Answer{429, "7", ""}, now).trouble.empty());
}

// Whether a text was taken before its answer broke, nobody knows.
TEST(TwilioAnswer, OfABrokenServerIsUnclear) {
  for (const int status : {500, 502, 504, 599})
    EXPECT_TRUE(is<Unclear>(sent(status, R"({"code": 20500, "message": "oops"})"))) << status;
}

TEST(TwilioAnswer, RefusesWithTwiliosOwnCodeOnly) {
  const auto result = sent(400, R"({"code": 21610, "message": "Attempt to send to unsubscribed"})");
  EXPECT_EQ(std::get<Rejected>(result).failure.kind, FailureKind::opted_out);
  EXPECT_EQ(std::get<Rejected>(result).failure.code, "21610");
  for (const int status : {301, 401, 403, 404, 407}) {
    const auto read = read_sent(http::Answer{status, "", "<html>proxy</html>"}, now);
    EXPECT_TRUE(is<TryLater>(read.result)) << status;
    EXPECT_FALSE(read.trouble.empty()) << status;
  }
  // What may be about this text alone does not hold up others.
  for (const int status : {400, 408, 413, 422}) {
    const auto read = read_sent(http::Answer{status, "", "<html>proxy</html>"}, now);
    EXPECT_EQ(std::get<TryLater>(read.result).after, std::nullopt) << status;
    EXPECT_TRUE(read.trouble.empty()) << status;
  }
}

TEST(TwilioAnswer, MakesTextsWaitWhileTheAccountIsWrong) {
  const auto read =
      read_sent(http::Answer{401, "", R"({"code": 20003, "message": "Authenticate"})"}, now);
  EXPECT_GE(std::get<TryLater>(read.result).after, seconds(1));
  EXPECT_NE(read.trouble.find("20003"), std::string::npos);
}

TEST(TwilioAnswer, OfAFullQueueDelaysThisNumberOnly) {
  const auto result = sent(400, R"({"code": 21611, "message": "queue"})");
  EXPECT_EQ(std::get<TryLater>(result).after, std::nullopt);
}

TEST(TwilioAnswer, ThatFailedAtOnceIsARefusal) {
  const auto result =
      sent(201, R"({"sid": "SM1", "status": "failed", "error_code": 30034, "error_message": "x"})");
  EXPECT_EQ(std::get<Rejected>(result).failure.kind, FailureKind::not_permitted);
}

TEST(TwilioFailures, SayWhatTheUserCanDoAbout) {
  const auto kind = [](int code) { return failure_of(code, "words").kind; };
  EXPECT_EQ(kind(21211), FailureKind::invalid_number);
  EXPECT_EQ(kind(21214), FailureKind::unreachable);
  EXPECT_EQ(kind(21408), FailureKind::not_permitted);
  EXPECT_EQ(kind(21610), FailureKind::opted_out);
  EXPECT_EQ(kind(21612), FailureKind::not_permitted);
  EXPECT_EQ(kind(21614), FailureKind::invalid_number);
  EXPECT_EQ(kind(21617), FailureKind::too_long);
  EXPECT_EQ(kind(30001), FailureKind::quota);
  EXPECT_EQ(kind(30002), FailureKind::no_credit);
  EXPECT_EQ(kind(30003), FailureKind::unreachable);
  EXPECT_EQ(kind(30004), FailureKind::blocked);
  EXPECT_EQ(kind(30005), FailureKind::invalid_number);
  EXPECT_EQ(kind(30006), FailureKind::invalid_number);
  EXPECT_EQ(kind(30007), FailureKind::blocked);
  EXPECT_EQ(kind(30008), FailureKind::carrier_rejected);
  EXPECT_EQ(kind(30034), FailureKind::not_permitted);
  EXPECT_EQ(kind(99999), FailureKind::carrier_rejected);
}

TEST(TwilioFailures, QuoteUnknownWordsOnOneShortLine) {
  const Failure failure = failure_of(99999, "bad\r\nthing\x01 " + std::string(500, '\xC3'));
  EXPECT_EQ(failure.text, "bad  thing  \uFFFD…");
  EXPECT_EQ(failure.code, "99999");
  EXPECT_EQ(failure_of(99999, std::string(500, 'x')).text, std::string(200, 'x') + "…");
  EXPECT_EQ(failure_of(0, "").code, "");
}

TEST(TwilioFailures, AreSaidInGermanToo) {
  for (const Meaning& meaning : meanings()) {
    const std::string english(meaning.text);
    if (english.empty()) continue;
    EXPECT_NE(translated(english, words_of("de")), english);
  }
}

TEST(TwilioFailures, AreASortedTableWithoutRepetition) {
  const auto all = meanings();
  for (std::size_t i = 1; i < all.size(); ++i)
    EXPECT_LT(all[i - 1].code, all[i].code);
}

constexpr char listed[] = R"({"messages": [
  {"sid": "SM2", "body": "two", "num_media": "0", "direction": "outbound-api",
   "status": "undelivered", "error_code": 30003, "error_message": null,
   "date_created": "Sun, 06 Nov 1994 08:49:37 +0000"},
  {"sid": "SM9", "body": "in", "num_media": "0", "direction": "inbound", "status": "received",
   "date_created": "Sun, 06 Nov 1994 08:49:36 +0000"},
  {"sid": "SM1", "body": null, "num_media": "1", "direction": "outbound-reply", "status": "queued",
   "error_code": null, "date_created": "Sun, 06 Nov 1994 08:49:30 +0000"}],
  "next_page_uri": "/2010-04-01/x?Page=1"})";

TEST(TwilioList, HasWhatWasSentOut) {
  const auto page = read_page(listed);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->messages.size(), 2U);
  EXPECT_EQ(page->messages[0].id, "SM2");
  EXPECT_EQ(page->messages[0].created, now);
  EXPECT_EQ(page->messages[0].state, State::failed);
  EXPECT_EQ(page->messages[0].failure.kind, FailureKind::unreachable);
  EXPECT_EQ(page->messages[1].body, "");
  EXPECT_EQ(page->messages[1].media, 1U);
  EXPECT_EQ(page->messages[1].state, State::accepted);
  EXPECT_EQ(page->oldest, now - seconds(7));
  EXPECT_TRUE(page->is_newest_first);
  EXPECT_EQ(page->next, "/2010-04-01/x?Page=1");
}

TEST(TwilioList, IsTheLastPageWithoutANextOne) {
  const auto page = read_page(R"({"messages": [], "next_page_uri": null})");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->next.empty());
  EXPECT_FALSE(page->oldest);
}

TEST(TwilioList, NoticesAnotherOrder) {
  const auto page = read_page(R"({"messages": [
      {"sid": "a", "date_created": "Sun, 06 Nov 1994 08:49:30 +0000"},
      {"sid": "b", "date_created": "Sun, 06 Nov 1994 08:49:37 +0000"}]})");
  ASSERT_TRUE(page);
  EXPECT_FALSE(page->is_newest_first);
}

TEST(TwilioList, IsNoneWhenAnyOfItCannotBeUnderstood) {
  for (const char* body :
       {"", "{}", "[]", R"({"messages": {}})", R"({"messages": [7]})", R"({"messages": [{}]})",
        R"({"messages": [{"sid": "a", "date_created": "soon"}]})",
        R"({"messages": [{"date_created": "Sun, 06 Nov 1994 08:49:30 +0000"}]})"}) {
    EXPECT_FALSE(read_page(body)) << body;
  }
}

TEST(TwilioList, FindsATextByItsWords) {
  const auto same = [](const char* there, const char* ours) {
    Message message;
    message.body = ours;
    return is_same({.id = "a", .body = there}, message);
  };
  EXPECT_TRUE(same("Good night", "Good night"));
  EXPECT_TRUE(same("Sent from your Twilio trial account - Good night", "Good night"));
  EXPECT_TRUE(same("Don't \"go\"...", "Don\xE2\x80\x99t \xE2\x80\x9Cgo\xE2\x80\x9D\xE2\x80\xA6"));
  EXPECT_FALSE(same("Good night!", "Good day!"));
  EXPECT_FALSE(same("Good night, Juliet", "Good night"));
  EXPECT_FALSE(same("anything", "\xE2\x82\xAC"));
  EXPECT_TRUE(same("\xE2\x82\xAC", "\xE2\x82\xAC"));
}

TEST(TwilioStatus, IsFinalOrNot) {
  EXPECT_EQ(state_of("sent"), State::accepted);
  EXPECT_EQ(state_of("delivered"), State::delivered);
  EXPECT_EQ(state_of("read"), State::delivered);
  EXPECT_EQ(state_of("undelivered"), State::failed);
  EXPECT_EQ(state_of("received"), std::nullopt);
  EXPECT_EQ(state_of(""), std::nullopt);
}

}  // namespace
}  // namespace gateway::twilio
