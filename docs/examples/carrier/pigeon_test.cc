// SPDX-License-Identifier: GPL-2.0-or-later
// The example carrier, with Pigeon's answers written by hand.
#include "docs/examples/carrier/pigeon.h"

#include <deque>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace gateway::pigeon {
namespace {

/// Pigeon's side of requests: what was asked for, and answers to it.
class Requests : public http::Requester {
 public:
  void request(http::Outgoing outgoing, std::function<void(http::Outcome)> done) override {
    asked.push_back(std::move(outgoing));
    waiting.push_back(std::move(done));
  }
  void answer(http::Outcome outcome) {
    const auto done = std::move(waiting.front());
    waiting.pop_front();
    done(std::move(outcome));
  }

  std::vector<http::Outgoing> asked;
  std::deque<std::function<void(http::Outcome)>> waiting;
};

class PigeonTest : public testing::Test, public Clock, public CarrierEvents {
 protected:
  PigeonTest() {
    auto made = std::make_unique<Requests>();
    requests = made.get();
    pigeon = std::make_unique<Pigeon>(
        Settings{"pigeon", "https://api.pigeon.example", "me", "secret", "key"}, *this, *this,
        std::move(made));
    pigeon->add_routes(routes);
    message.id = {7};
    message.own = "+13075550100";
    message.peer = "+13075551212";
    message.body = "Good night";
  }

  [[nodiscard]] Time now() const override { return Time(std::chrono::seconds(784111777)); }
  void inbound(const std::string&, Inbound text, std::function<void(bool)> done) override {
    texts.push_back(std::move(text));
    stored = std::move(done);
  }
  void report(const std::string&, DeliveryReport news, std::function<void(bool)> done) override {
    reports.push_back(std::move(news));
    stored = std::move(done);
  }

  /// What becomes of a text to which this is the answer.
  SendResult sent(http::Outcome outcome) {
    std::optional<SendResult> result;
    pigeon->send(message, [&](SendResult given) { result = std::move(given); });
    requests->answer(std::move(outcome));
    return *result;
  }
  AskResult asked(http::Outcome outcome) {
    std::optional<AskResult> result;
    pigeon->ask(message, [&](AskResult given) { result = std::move(given); });
    requests->answer(std::move(outcome));
    return *result;
  }
  /// Pigeon calls; the status it gets, once there is one.
  std::optional<int> call(const std::string& path, const std::string& body,
                          const std::string& key = "key") {
    status.reset();
    const auto found = routes.find("POST", path);
    if (found.route == nullptr) return found.status;
    http::Request request;
    request.headers = {{"x-pigeon-key", key}};
    request.body = body;
    std::get<http::Handler>(found.route->handler)(
        request, http::Reply([this](const http::Response& response) { status = response.status; }));
    return status;
  }

  Requests* requests = nullptr;
  http::Routes routes;
  std::unique_ptr<Pigeon> pigeon;
  Message message;
  std::vector<Inbound> texts;
  std::vector<DeliveryReport> reports;
  std::function<void(bool)> stored;
  std::optional<int> status;
};

http::Answer answer(int status, const std::string& body = {}, const std::string& retry = {}) {
  return {.status = status, .retry_after = retry, .body = body};
}

// [a test]
TEST_F(PigeonTest, SendsAFormWithOurOwnReference) {
  const SendResult result = sent(answer(201, R"({"id": "p1"})"));
  EXPECT_EQ(std::get<Accepted>(result).carrier_id, "p1");
  EXPECT_EQ(requests->asked.at(0).url, "https://api.pigeon.example/texts");
  EXPECT_EQ(*requests->asked.at(0).form,
            "to=%2B13075551212&from=%2B13075550100&text=Good%20night&reference=text-7");
}

TEST_F(PigeonTest, AnAnswerThatIsNoneIsUnclearAndNothingIsSentTwice) {
  EXPECT_TRUE(std::holds_alternative<Unclear>(sent(http::Unanswered{"the connection broke"})));
  EXPECT_TRUE(std::holds_alternative<Unclear>(sent(answer(201, "{"))));
  EXPECT_TRUE(std::holds_alternative<Unclear>(sent(answer(500))));
}
// [a test]

TEST_F(PigeonTest, WhatNeverLeftIsTriedLater) {
  EXPECT_TRUE(std::holds_alternative<TryLater>(sent(http::NotSent{"no route"})));
  const auto busy = std::get<TryLater>(sent(answer(429, {}, "30")));
  EXPECT_EQ(busy.after, std::chrono::seconds(30));
  EXPECT_TRUE(busy.is_for_all);
  EXPECT_TRUE(std::get<TryLater>(sent(answer(401))).is_for_all);
}

TEST_F(PigeonTest, ARefusalHasPigeonsWords) {
  const auto result = std::get<Rejected>(sent(answer(400, R"({"error": "no such number"})")));
  EXPECT_EQ(result.failure.text, "no such number");
}

TEST_F(PigeonTest, IsAskedByTheReference) {
  EXPECT_EQ(std::get<Accepted>(asked(answer(200, R"({"id": "p1"})"))).carrier_id, "p1");
  EXPECT_EQ(requests->asked.at(0).url, "https://api.pigeon.example/texts/text-7");
  EXPECT_TRUE(std::holds_alternative<NeverSeen>(asked(answer(404))));
  EXPECT_TRUE(std::holds_alternative<TryLater>(asked(answer(500))));
  EXPECT_TRUE(std::holds_alternative<TryLater>(asked(http::Unanswered{"late"})));
}

TEST_F(PigeonTest, ATextIsAnsweredWhenItIsOnDisk) {
  const std::string body =
      R"({"id": "p2", "from": "+13075551212", "to": "+13075550100", "text": "Call me but love."})";
  EXPECT_FALSE(call("/pigeon/inbound", body));
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0].carrier_id, "p2");
  EXPECT_EQ(texts[0].body, "Call me but love.");
  stored(true);
  EXPECT_EQ(status, 200);
  EXPECT_FALSE(call("/pigeon/inbound", body));
  stored(false);
  EXPECT_EQ(status, 503);
}

TEST_F(PigeonTest, AReportSaysWhatBecameOfAText) {
  EXPECT_FALSE(call("/pigeon/report", R"({"id": "p1", "state": "delivered"})"));
  stored(true);
  EXPECT_EQ(status, 200);
  EXPECT_FALSE(call("/pigeon/report", R"({"id": "p1", "state": "failed", "why": "switched off"})"));
  EXPECT_EQ(reports.at(0).state, State::delivered);
  EXPECT_EQ(reports.at(1).state, State::failed);
  EXPECT_EQ(reports.at(1).failure.text, "switched off");
}

TEST_F(PigeonTest, WhoHasNotTheKeyIsRefused) {
  EXPECT_EQ(call("/pigeon/inbound", R"({"id": "p2"})", "guess"), 403);
  EXPECT_TRUE(texts.empty());
}

TEST_F(PigeonTest, WhatCannotBeReadIsRefused) {
  for (const char* body : {"", "{", "[]", R"({"id": "p2", "from": "you", "to": "+13075550100"})"})
    EXPECT_EQ(call("/pigeon/inbound", body), 400) << body;
  for (const char* body : {"", R"({"id": 1})", R"({"id": "p1", "state": "lost"})"})
    EXPECT_EQ(call("/pigeon/report", body), 400) << body;
}

}  // namespace
}  // namespace gateway::pigeon
