// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/simulator.h"

#include <deque>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

namespace gateway::simulator {
namespace {

constexpr char phone[] = "+13075551212";
constexpr char own[] = "+13075550100";

class Gateway : public CarrierEvents {
 public:
  void inbound(const std::string& /*carrier*/, Inbound text,
               std::function<void(bool)> done) override {
    texts.push_back(std::move(text));
    done(is_taking);
  }
  void report(const std::string& /*carrier*/, DeliveryReport report,
              std::function<void(bool)> done) override {
    reports.push_back(std::move(report));
    done(is_taking);
  }

  bool is_taking = true;
  std::vector<Inbound> texts;
  std::vector<DeliveryReport> reports;
};

class World : public Clock, public Scheduler {
 public:
  [[nodiscard]] Time now() const override { return now_; }
  CallId call_at(Time when, std::function<void()> call) override {
    calls_[++last_] = {when, std::move(call)};
    return last_;
  }
  void cancel(CallId id) override { calls_.erase(id); }

  [[nodiscard]] Post post() {
    return [this](std::function<void()> work) { work_.push_back(std::move(work)); };
  }
  void settle() {
    while (!work_.empty()) {
      const auto work = std::move(work_.front());
      work_.pop_front();
      work();
    }
  }
  void advance(std::chrono::milliseconds by) {
    now_ += by;
    for (auto call = calls_.begin(); call != calls_.end();) {
      if (call->second.first > now_) {
        ++call;
        continue;
      }
      const auto run = std::move(call->second.second);
      calls_.erase(call);
      run();
      call = calls_.begin();
    }
    settle();
  }

 private:
  Time now_{std::chrono::milliseconds(1000)};
  CallId last_ = 0;
  std::map<CallId, std::pair<Time, std::function<void()>>> calls_;
  std::deque<std::function<void()>> work_;
};

class SimulatorTest : public testing::Test {
 protected:
  SimulatorTest() {
    char made[] = "/tmp/xmpp-sms-simulator-XXXXXX";
    folder_ = mkdtemp(made);
  }
  ~SimulatorTest() override { std::filesystem::remove_all(folder_); }

  void open(bool is_behind_tls = false) {
    simulator_.reset();
    auto opened = Simulator::open({.name = "phones",
                                   .phones = {phone},
                                   .numbers = {own},
                                   .journal = folder_ + "/journal",
                                   .is_behind_tls = is_behind_tls},
                                  world_, world_, world_.post(), gateway_);
    ASSERT_TRUE(opened) << opened.error();
    simulator_ = std::move(*opened);
    simulator_->add_routes(routes_ = {});
    world_.settle();
  }
  SendResult send(std::int64_t id) {
    Message message;
    message.id = {id};
    message.own = own;
    message.peer = phone;
    message.body = "text";
    SendResult result = Unclear{"no answer"};
    simulator_->send(message, [&](SendResult given) { result = std::move(given); });
    world_.settle();
    return result;
  }
  std::string cookie_of_page() {
    http::Fields headers;
    std::get<http::Handler>(routes_.find("GET", "/phones/").route->handler)(
        {.method = "GET",
         .path = "/phones/",
         .query = {{"token", "t0ken"}},
         .headers = {},
         .body = "",
         .peer = "",
         .is_loopback = true},
        http::Reply([&](http::Response given) { headers = std::move(given.headers); }));
    return headers.empty() ? std::string() : headers.front().second;
  }
  http::Response post(const std::string& path, const std::string& body,
                      const std::string& type = "application/json") {
    http::Response answer{.status = 0};
    const auto found = routes_.find("POST", path);
    if (found.route == nullptr) return answer;
    std::get<http::Handler>(found.route->handler)(
        {.method = "POST",
         .path = path,
         .query = {},
         .headers = {{"content-type", type}},
         .body = body,
         .peer = "",
         .is_loopback = true},
        http::Reply([&](http::Response given) { answer = std::move(given); }));
    world_.settle();
    return answer;
  }

  std::string folder_;
  World world_;
  Gateway gateway_;
  http::Routes routes_;
  std::unique_ptr<Simulator> simulator_;
};

TEST_F(SimulatorTest, TakesATextAndReportsItsDelivery) {
  open();
  EXPECT_EQ(std::get<Accepted>(send(1)).carrier_id, "sim-1");
  ASSERT_EQ(gateway_.reports.size(), 1U);
  EXPECT_EQ(gateway_.reports[0].carrier_id, "sim-1");
  EXPECT_EQ(gateway_.reports[0].state, State::delivered);
}

TEST_F(SimulatorTest, RemembersWhatItTookWhenTheGatewayWasKilled) {
  open();
  send(1);
  open();
  EXPECT_EQ(std::get<Accepted>(send(1)).carrier_id, "sim-1") << "not a second text";
  AskResult asked = CannotTell{};
  Message message;
  message.id = {1};
  simulator_->ask(message, [&](AskResult given) { asked = std::move(given); });
  world_.settle();
  EXPECT_EQ(std::get<Accepted>(asked).carrier_id, "sim-1");
  message.id = {2};
  simulator_->ask(message, [&](AskResult given) { asked = std::move(given); });
  world_.settle();
  EXPECT_TRUE(std::holds_alternative<NeverSeen>(asked));
}

TEST_F(SimulatorTest, TellsAGatewayThatForgotATextOfItsArrivalAgain) {
  open();
  send(1);
  ASSERT_EQ(gateway_.reports.size(), 1U);
  EXPECT_EQ(std::get<Accepted>(send(1)).carrier_id, "sim-1");
  ASSERT_EQ(gateway_.reports.size(), 2U);
  EXPECT_EQ(gateway_.reports[1].carrier_id, "sim-1");
  EXPECT_EQ(gateway_.reports[1].state, State::delivered);
  Message message;
  message.id = {1};
  simulator_->ask(message, [](const AskResult&) {});
  world_.settle();
  EXPECT_EQ(gateway_.reports.size(), 3U);
}

TEST_F(SimulatorTest, TellsATypedTextAgainUntilItIsTaken) {
  open();
  gateway_.is_taking = false;
  EXPECT_EQ(
      post("/phones/texts", R"({"from":"+1 307 555 1212","to":"+13075550100","body":"hi"})").status,
      202);
  EXPECT_EQ(gateway_.texts.size(), 1U);
  world_.advance(std::chrono::milliseconds(1100));
  EXPECT_EQ(gateway_.texts.size(), 2U);
  EXPECT_EQ(gateway_.texts[0].carrier_id, gateway_.texts[1].carrier_id);
  open();
  EXPECT_EQ(gateway_.texts.size(), 3U) << "after a restart too";
  gateway_.is_taking = true;
  world_.advance(std::chrono::milliseconds(1100));
  EXPECT_EQ(gateway_.texts.size(), 4U);
  world_.advance(std::chrono::milliseconds(5000));
  EXPECT_EQ(gateway_.texts.size(), 4U);
  EXPECT_EQ(gateway_.texts[3].from, phone);
  EXPECT_EQ(gateway_.texts[3].to, own);
}

TEST_F(SimulatorTest, NothingOvertakesATextThatWasRefused) {
  open();
  const auto type = [&](const std::string& body) {
    post("/phones/texts", R"({"from":"+13075551212","to":"+13075550100","body":")" + body + "\"}");
  };
  gateway_.is_taking = false;
  type("one");
  gateway_.is_taking = true;
  gateway_.texts.clear();
  type("two");
  EXPECT_TRUE(gateway_.texts.empty());
  world_.advance(std::chrono::milliseconds(1100));
  ASSERT_EQ(gateway_.texts.size(), 2U);
  EXPECT_EQ(gateway_.texts[0].body, "one");
  EXPECT_EQ(gateway_.texts[1].body, "two");
}

TEST_F(SimulatorTest, SwitchesPhones) {
  open();
  EXPECT_EQ(post("/phones/phones", R"({"number":"+13075551212","power":"refusing"})").status, 200);
  EXPECT_EQ(std::get<Rejected>(send(1)).failure.kind, FailureKind::unreachable);
  post("/phones/phones", R"({"number":"+13075551212","power":"off"})");
  send(2);
  EXPECT_TRUE(gateway_.reports.empty());
  post("/phones/phones", R"({"number":"+13075551212","power":"on"})");
  EXPECT_EQ(gateway_.reports.size(), 1U);
}

TEST_F(SimulatorTest, SaysWhatIsWrongWithARequest) {
  open();
  const std::string texts = "/phones/texts";
  EXPECT_EQ(post(texts, "{}").status, 400);
  EXPECT_EQ(post(texts, "not json").status, 400);
  EXPECT_EQ(post(texts, R"({"from":["+13075551212"],"to":7,"body":{}})").status, 400);
  EXPECT_EQ(
      post(texts, R"({"from":"+13075551212","to":"+13075550100","body":"x"})", "text/plain").status,
      400)
      << "a form of another site's page could have this type";
  EXPECT_EQ(post("/phones/phones", R"({"number":"12","power":"on"})").status, 400);
  EXPECT_EQ(post("/phones/phones", R"({"number":"+13075551212","power":"x"})").status, 400);
  EXPECT_TRUE(gateway_.texts.empty());
}

TEST_F(SimulatorTest, KeepsTheTokenInACookieThatOnlyTlsMaySeeWhereThereIsTls) {
  const std::string plain = "xmpp-sms-token=t0ken; HttpOnly; SameSite=Strict; Path=/";
  open();
  EXPECT_EQ(cookie_of_page(), plain);
  open(true);
  EXPECT_EQ(cookie_of_page(), plain + "; Secure");
}

TEST_F(SimulatorTest, NamesAJournalThatCannotBeWritten) {
  const auto opened = Simulator::open(
      {.name = "phones", .phones = {}, .numbers = {}, .journal = "/nowhere/journal"}, world_,
      world_, world_.post(), gateway_);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("/nowhere/journal cannot be written"), std::string::npos);
}

}  // namespace
}  // namespace gateway::simulator
