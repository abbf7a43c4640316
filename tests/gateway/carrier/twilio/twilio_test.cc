// SPDX-License-Identifier: GPL-2.0-or-later
// The carrier with its requests and the store's answers written by hand.
#include "gateway/carrier/twilio/twilio.h"

#include <deque>
#include <map>

#include <gtest/gtest.h>

namespace gateway::twilio {
namespace {

using std::chrono::seconds;

class World : public Clock, public CarrierEvents, public Log {
 public:
  [[nodiscard]] Time now() const override { return now_; }
  void inbound(const std::string&, Inbound text, std::function<void(bool)> done) override {
    texts.push_back(std::move(text));
    stored.push_back(std::move(done));
  }
  void report(const std::string&, DeliveryReport report, std::function<void(bool)> done) override {
    reports.push_back(std::move(report));
    stored.push_back(std::move(done));
  }
  void say(LogLevel level, std::string_view message,
           std::initializer_list<LogField>) noexcept override {
    if (level >= LogLevel::info) said.emplace_back(message);
  }

  Time now_{seconds(784111777)};  // Sun, 06 Nov 1994 08:49:37 GMT
  std::vector<Inbound> texts;
  std::vector<DeliveryReport> reports;
  std::deque<std::function<void(bool)>> stored;
  std::vector<std::string> said;
};

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

class TwilioTest : public testing::Test {
 protected:
  TwilioTest() {
    settings.name = "t";
    settings.base_url = "https://api.twilio.com";
    settings.account = "AC1";
    settings.user = "SK1";
    settings.secret = "s";
    settings.public_url = "https://sms.example.com";
    settings.webhooks = {.signing_key = "token", .user = {}, .password = {}};
    message.id = {7};
    message.own = "+13075550100";
    message.peer = "+13075551212";
    message.body = "Good night";
    message.received = world.now_;
  }

  void begin() {
    auto made = std::make_unique<Requests>();
    requests = made.get();
    carrier = std::make_unique<Twilio>(
        settings,
        Twilio::World{world, world, world,
                      [this](const std::string&, const std::string& id, auto done) {
                        const auto found = owners.find(id);
                        if (found == owners.end()) return done(std::nullopt);
                        done(found->second);
                      }},
        std::move(made));
    carrier->add_routes(routes);
  }

  Form sent_form() {
    carrier->send(message, [this](const SendResult& result) { sent.push_back(result); });
    return *parse_form(*requests->asked.back().form);
  }
  void ask() {
    carrier->ask(message, [this](const AskResult& result) { answers.push_back(result); });
  }
  template <class Kind>
  [[nodiscard]] bool said() const {
    return !answers.empty() && std::holds_alternative<Kind>(answers.back());
  }
  static http::Answer page(const std::string& messages, const std::string& next = "null") {
    return {200, "", R"({"messages": [)" + messages + R"(], "next_page_uri": )" + next + "}"};
  }
  static std::string entry(const std::string& id, const std::string& body,
                           const std::string& when = "08:49:37",
                           const std::string& status = "queued") {
    return R"({"sid": ")" + id + R"(", "body": ")" + body +
           R"(", "num_media": "0", "direction": "outbound-api", "status": ")" + status +
           R"(", "date_created": "Sun, 06 Nov 1994 )" + when + R"( +0000"})";
  }

  /// The status of the answer; 0 while there is none.
  void hook(const std::string& path, const Form& form, const char* key = "token") {
    http::Request request{.method = "POST",
                          .target = path,
                          .path = path,
                          .query = {},
                          .headers = {},
                          .body = write_form(form),
                          .peer = {}};
    if (key != nullptr) {
      request.headers.emplace_back("x-twilio-signature",
                                   signature(key, settings.public_url + path, form));
    }
    status = 0;
    const auto found = routes.find("POST", path);
    ASSERT_NE(found.route, nullptr);
    std::get<http::Handler>(found.route->handler)(std::move(request),
                                                  http::Reply([this](http::Response response) {
                                                    status = response.status;
                                                    body = response.body;
                                                  }));
  }

  World world;
  TwilioSettings settings;
  Message message;
  std::map<std::string, std::optional<MessageId>> owners;
  Requests* requests = nullptr;
  http::Routes routes;
  std::unique_ptr<Twilio> carrier;
  std::vector<SendResult> sent;
  std::vector<AskResult> answers;
  int status = 0;
  std::string body;
};

TEST_F(TwilioTest, SendsAForm) {
  begin();
  EXPECT_EQ(sent_form(),
            (Form{{"To", "+13075551212"},
                  {"From", "+13075550100"},
                  {"Body", "Good night"},
                  {"StatusCallback", "https://sms.example.com/t/status#rc=5&rp=all"}}));
  EXPECT_EQ(requests->asked[0].url, "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json");
  EXPECT_EQ(requests->asked[0].user, "SK1");
  EXPECT_EQ(requests->asked[0].password, "s");
  requests->answer(http::Answer{201, "", R"({"sid": "SM1", "status": "queued"})"});
  EXPECT_EQ(std::get<Accepted>(sent.at(0)).carrier_id, "SM1");
}

TEST_F(TwilioTest, SendsLinksAsMediaAndKeepsTheBody) {
  settings.messaging_service = "MG1";
  settings.public_url = "";
  message.media = {"https://a/1.jpg", "https://a/2.jpg"};
  begin();
  EXPECT_EQ(sent_form(), (Form{{"To", "+13075551212"},
                               {"From", "+13075550100"},
                               {"MessagingServiceSid", "MG1"},
                               {"Body", "Good night"},
                               {"MediaUrl", "https://a/1.jpg"},
                               {"MediaUrl", "https://a/2.jpg"}}));
  message.body = "";
  EXPECT_EQ(sent_form()[3].first, "MediaUrl");
  EXPECT_FALSE(carrier->traits().reports_delivery);
}

TEST_F(TwilioTest, PutsThePasswordIntoTheAddressOfReports) {
  settings.webhooks.password = "pass";
  settings.takes_overrides = false;
  begin();
  EXPECT_EQ(field(sent_form(), "StatusCallback"), "https://sms:pass@sms.example.com/t/status");
}

TEST_F(TwilioTest, TellsTheOperatorOnceThatNothingIsTaken) {
  begin();
  for (int i = 0; i < 3; ++i) {
    sent_form();
    requests->answer(http::Answer{401, "", R"({"code": 20003, "message": "Authenticate"})"});
  }
  sent_form();
  requests->answer(http::Answer{201, "", R"({"sid": "SM1"})"});
  EXPECT_EQ(world.said, (std::vector<std::string>{"the carrier refuses all texts, which wait",
                                                  "the carrier takes texts again"}));
}

TEST_F(TwilioTest, FindsATextThatWasTaken) {
  begin();
  ask();
  EXPECT_EQ(requests->asked[0].url,
            "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
            "?To=%2B13075551212&From=%2B13075550100&PageSize=100");
  EXPECT_FALSE(requests->asked[0].form);
  requests->answer(page(entry("SM2", "Good day") + "," + entry("SM1", "Good night")));
  ASSERT_TRUE(said<Accepted>());
  EXPECT_EQ(std::get<Accepted>(answers[0]).carrier_id, "SM1");
  EXPECT_TRUE(world.reports.empty());
}

// The same words were sent a minute ago, and are another text.
TEST_F(TwilioTest, DoesNotTakeAnOtherTextsNameForThisOnes) {
  settings.settle = seconds(0);
  owners = {{"SM1", MessageId{6}}};
  begin();
  ask();
  requests->answer(page(entry("SM1", "Good night")));
  EXPECT_TRUE(said<NeverSeen>());
  ask();
  requests->answer(page(entry("SM2", "Good night", "08:49:38") + "," + entry("SM1", "Good night")));
  EXPECT_EQ(std::get<Accepted>(answers.back()).carrier_id, "SM2");
}

TEST_F(TwilioTest, TakesItsOwnNameAgain) {
  owners = {{"SM1", MessageId{7}}};
  begin();
  ask();
  requests->answer(page(entry("SM1", "Good night")));
  EXPECT_TRUE(said<Accepted>());
}

TEST_F(TwilioTest, LooksNoFurtherBackThanTheText) {
  settings.settle = seconds(0);
  begin();
  ask();
  requests->answer(page(entry("SM1", "Good night", "08:30:00"), "\"/next\""));
  EXPECT_TRUE(said<NeverSeen>());
  EXPECT_TRUE(requests->waiting.empty());
}

TEST_F(TwilioTest, ReadsAsManyPagesAsItTakes) {
  begin();
  ask();
  requests->answer(page(entry("SM2", "Good day"), "\"/2010-04-01/next?Page=1\""));
  ASSERT_EQ(requests->asked.size(), 2U);
  EXPECT_EQ(requests->asked[1].url, "https://api.twilio.com/2010-04-01/next?Page=1");
  requests->answer(page(entry("SM1", "Good night")));
  EXPECT_TRUE(said<Accepted>());
}

TEST_F(TwilioTest, SaysNeverSeenOnlySomeTimeAfter) {
  begin();
  ask();
  requests->answer(page(""));
  ASSERT_TRUE(said<TryLater>());
  EXPECT_EQ(std::get<TryLater>(answers.back()).after, seconds(30));
  world.now_ += seconds(29);
  ask();
  requests->answer(page(""));
  EXPECT_TRUE(said<TryLater>());
  world.now_ += seconds(1);
  ask();
  requests->answer(page(""));
  EXPECT_TRUE(said<NeverSeen>());
}

TEST_F(TwilioTest, SaysNeverSeenOnlyWhenAllWasRead) {
  settings.settle = seconds(0);
  begin();
  ask();
  for (int i = 0; i < 20; ++i)
    requests->answer(page(entry("SM2", "Good day"), "\"/next\""));
  EXPECT_TRUE(requests->waiting.empty());
  EXPECT_TRUE(said<CannotTell>());
}

TEST_F(TwilioTest, TriesAgainWhenTheListDoesNotCome) {
  begin();
  for (const http::Outcome& outcome :
       {http::Outcome(http::Unanswered{"x"}), http::Outcome(http::NotSent{"x"}),
        http::Outcome(http::Answer{500, "", ""}), http::Outcome(http::Answer{401, "", ""}),
        http::Outcome(http::Answer{200, "", "{"})}) {
    ask();
    requests->answer(outcome);
    EXPECT_TRUE(said<TryLater>());
  }
  ask();
  requests->answer(http::Answer{429, "7", ""});
  EXPECT_EQ(std::get<TryLater>(answers.back()).after, seconds(7));
  EXPECT_EQ(answers.size(), 6U);
}

TEST_F(TwilioTest, IsToldToWaitWithAllByTheAnswerToAQuestion) {
  begin();
  for (const auto& [code, is_for_all] :
       std::map<int, bool>{{429, true}, {503, true}, {500, false}}) {
    ask();
    requests->answer(http::Answer{code, "7", ""});
    ASSERT_TRUE(said<TryLater>());
    EXPECT_EQ(std::get<TryLater>(answers.back()).is_for_all, is_for_all) << code;
  }
}

TEST_F(TwilioTest, AsksForNoFurtherPageWhileItHasToWait) {
  begin();
  ask();
  sent_form();
  requests->waiting.push_back(std::move(requests->waiting.front()));  // the text is answered first
  requests->waiting.pop_front();
  requests->answer(http::Answer{429, "7", ""});
  world.now_ += seconds(2);
  requests->answer(page(entry("SM2", "Good day"), "\"/next\""));
  EXPECT_TRUE(requests->waiting.empty());
  ASSERT_TRUE(said<TryLater>());
  EXPECT_EQ(std::get<TryLater>(answers.back()).after, seconds(5));
  EXPECT_TRUE(std::get<TryLater>(answers.back()).is_for_all);
}

// SECURITY: our password would go along.
TEST_F(TwilioTest, AsksNobodyElseForTheNextPage) {
  settings.settle = seconds(0);
  begin();
  for (const char* next : {"\"https://evil.example/x\"", "\"//evil.example/x\"", "\"@evil\""}) {
    ask();
    requests->answer(page(entry("SM2", "Good day"), next));
    EXPECT_TRUE(requests->waiting.empty()) << next;
    EXPECT_TRUE(said<CannotTell>()) << next;
  }
}

TEST_F(TwilioTest, TellsWhatBecameOfATextThatItFinds) {
  begin();
  ask();
  requests->answer(page(entry("SM1", "Good night", "08:49:37", "delivered")));
  EXPECT_TRUE(said<Accepted>());
  ASSERT_EQ(world.reports.size(), 1U);
  EXPECT_EQ(world.reports[0].carrier_id, "SM1");
  EXPECT_EQ(world.reports[0].state, State::delivered);
}

const Form text = {{"MessageSid", "SM1"},
                   {"From", "+13075551212"},
                   {"To", "+13075550100"},
                   {"Body", "Good night"}};

TEST_F(TwilioTest, AnswersAWebhookWhenItIsOnDisk) {
  begin();
  hook("/t/message", text);
  EXPECT_EQ(status, 0);
  ASSERT_EQ(world.texts.size(), 1U);
  world.stored.front()(true);
  EXPECT_EQ(status, 200);
  EXPECT_EQ(body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response></Response>");
  EXPECT_EQ(carrier->webhooks().taken, 1U);
}

TEST_F(TwilioTest, AsksToBeToldAgainWhenItIsNot) {
  begin();
  hook("/t/message", text);
  world.stored.front()(false);
  EXPECT_EQ(status, 503);
  EXPECT_EQ(carrier->webhooks().later, 1U);
}

TEST_F(TwilioTest, RefusesAWebhookWithoutOrWithAWrongSignature) {
  begin();
  hook("/t/message", text, nullptr);
  EXPECT_EQ(status, 403);
  hook("/t/message", text, "another");
  EXPECT_EQ(status, 403);
  hook("/t/status", {{"MessageSid", "SM1"}, {"MessageStatus", "delivered"}}, "another");
  EXPECT_EQ(status, 403);
  EXPECT_TRUE(world.texts.empty());
  EXPECT_TRUE(world.reports.empty());
  EXPECT_EQ(carrier->webhooks().refused, 3U);
}

TEST_F(TwilioTest, AsksForThePasswordWhereThereIsOne) {
  settings.webhooks.password = "pass";
  begin();
  hook("/t/message", text, nullptr);
  EXPECT_EQ(status, 401);
  EXPECT_EQ(carrier->webhooks().challenged, 1U);
  // The carrier signs always, and perhaps an address that a proxy changes; a forger signs, too.
  hook("/t/message", text, "another");
  EXPECT_EQ(status, 401);
  EXPECT_EQ(carrier->webhooks().challenged, 1U);
  EXPECT_EQ(carrier->webhooks().refused, 1U);
  EXPECT_TRUE(world.texts.empty());
}

TEST_F(TwilioTest, DoesNotCallASignatureWrongThatItCannotCheck) {
  settings.webhooks = {.signing_key = {}, .user = {}, .password = "pass"};
  begin();
  hook("/t/message", text, "the account's token");
  EXPECT_EQ(status, 401);
  EXPECT_EQ(carrier->webhooks().challenged, 1U);
  EXPECT_EQ(carrier->webhooks().refused, 0U);
}

TEST_F(TwilioTest, SaysWhatIsWrongWithAForm) {
  begin();
  hook("/t/message", {{"MessageSid", "SM1"}, {"From", "+x@y"}, {"To", "+13075550100"}});
  EXPECT_EQ(status, 400);
  EXPECT_EQ(body, "From is missing or not the address of a phone\n");
  EXPECT_EQ(carrier->webhooks().malformed, 1U);
}

TEST_F(TwilioTest, PassesOnFinalReportsOnly) {
  begin();
  hook("/t/status", {{"MessageSid", "SM1"}, {"MessageStatus", "sent"}});
  EXPECT_EQ(status, 200);
  EXPECT_TRUE(world.reports.empty());
  hook("/t/status",
       {{"MessageSid", "SM1"}, {"MessageStatus", "undelivered"}, {"ErrorCode", "30003"}});
  EXPECT_EQ(status, 0);
  ASSERT_EQ(world.reports.size(), 1U);
  EXPECT_EQ(world.reports[0].failure.kind, FailureKind::unreachable);
  world.stored.front()(true);
  EXPECT_EQ(status, 200);
}

TEST_F(TwilioTest, MayBeTakenDownWhileTheDiskIsSlow) {
  begin();
  hook("/t/message", text);
  ask();
  carrier.reset();
  world.stored.front()(true);
  world.stored.clear();
  EXPECT_EQ(status, 500);  // of the reply that nobody gave
}

}  // namespace
}  // namespace gateway::twilio
