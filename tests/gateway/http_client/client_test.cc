// SPDX-License-Identifier: GPL-2.0-or-later
// The real client over real sockets.
#include "gateway/http_client/client.h"

#include <glib.h>

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/gateway/http_client/scripted_server.h"

namespace gateway::http {
namespace {

using test::answer;
using test::Said;
using test::ScriptedServer;
using test::Then;

class Silent final : public Log {
 public:
  void say(LogLevel, std::string_view, std::initializer_list<LogField>) noexcept override {}
};

class ClientTest : public testing::Test {
 protected:
  void start(ScriptedServer& server, ClientSettings settings = {}) {
    url_ = server.url();
    client_ = std::make_unique<Client>(std::move(settings), log_);
  }
  void post(const std::string& form) {
    ++open_;
    client_->request({.url = url_ + "/x", .form = form, .user = "u", .password = "p"},
                     [this](Outcome outcome) {
                       outcomes_.push_back(std::move(outcome));
                       --open_;
                     });
  }
  void settle() {
    while (open_ > 0)
      g_main_context_iteration(nullptr, TRUE);
  }
  Outcome one(const std::string& form) {
    post(form);
    settle();
    return outcomes_.back();
  }
  template <class Kind>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(
        outcomes_.begin(), outcomes_.end(),
        [](const Outcome& outcome) { return std::holds_alternative<Kind>(outcome); }));
  }

  Silent log_;
  std::string url_;
  std::unique_ptr<Client> client_;
  std::vector<Outcome> outcomes_;
  int open_ = 0;
};

TEST_F(ClientTest, PostsAFormAndGetsTheAnswer) {
  std::string seen;
  ScriptedServer server([&](const std::string& request) {
    seen = request;
    return answer(201, "{}", "Retry-After: 9\r\n");
  });
  start(server, {.agent = "tester/1"});
  const auto outcome = one("To=1");
  const auto& said = std::get<Answer>(outcome);
  EXPECT_EQ(said.status, 201);
  EXPECT_EQ(said.body, "{}");
  EXPECT_EQ(said.retry_after, "9");
  EXPECT_NE(seen.find("POST /x HTTP/1.1\r\n"), std::string::npos) << seen;
  EXPECT_NE(seen.find("Authorization: Basic dTpw\r\n"), std::string::npos) << seen;
  EXPECT_NE(seen.find("Content-Type: application/x-www-form-urlencoded\r\n"), std::string::npos);
  EXPECT_NE(seen.find("User-Agent: tester/1\r\n"), std::string::npos) << seen;
  EXPECT_EQ(seen.find("Expect:"), std::string::npos) << seen;
  EXPECT_TRUE(seen.ends_with("\r\n\r\nTo=1")) << seen;
}

TEST_F(ClientTest, GetsWithoutAForm) {
  std::string seen;
  ScriptedServer server([&](const std::string& request) {
    seen = request;
    return answer(200, "list");
  });
  start(server);
  one("To=1");
  ++open_;
  client_->request({.url = url_ + "/list?a=b", .form = {}, .user = {}, .password = {}},
                   [this](Outcome outcome) {
                     outcomes_.push_back(std::move(outcome));
                     --open_;
                   });
  settle();
  EXPECT_TRUE(seen.starts_with("GET /list?a=b HTTP/1.1\r\n")) << seen;
  EXPECT_EQ(seen.find("Authorization"), std::string::npos) << seen;
  EXPECT_EQ(std::get<Answer>(outcomes_.back()).body, "list");
}

TEST_F(ClientTest, KeepsConnectionsAndNeverOpensMoreThanItMay) {
  ScriptedServer server([](const std::string&) { return answer(200, "ok"); });
  start(server, {.max_connections = 4});
  for (int i = 0; i < 200; ++i)
    post("n=" + std::to_string(i));
  settle();
  EXPECT_EQ(count<Answer>(), 200U);
  EXPECT_LE(server.connections(), 4);
}

// libcurl by itself would send these again.
TEST_F(ClientTest, NeverSendsAPostAgainWhenAKeptConnectionDies) {
  std::mutex mutex;
  std::mt19937 random(1);
  std::multiset<std::string> bodies;
  ScriptedServer server([&](const std::string& request) {
    const std::lock_guard lock(mutex);
    bodies.insert(request.substr(request.find("\r\n\r\n") + 4));
    if (random() % 20 == 0) return Said{"", random() % 2 == 0 ? Then::reset : Then::close};
    return answer(200, "ok");
  });
  start(server, {.max_connections = 8});
  constexpr int sent = 2000;
  for (int i = 0; i < sent; ++i)
    post("n=" + std::to_string(i));
  settle();
  const std::set<std::string> once(bodies.begin(), bodies.end());
  const std::size_t lost = count<Unanswered>();
  RecordProperty("resets", static_cast<int>(lost));
  EXPECT_EQ(bodies.size(), once.size()) << "requests that were made twice";
  EXPECT_GT(lost, 20U);
  EXPECT_EQ(count<Answer>() + lost, static_cast<std::size_t>(sent));
  // Whoever reads "not sent" may send again, so that is said of nothing that arrived.
  EXPECT_EQ(count<NotSent>(), 0U);
}

TEST_F(ClientTest, SaysNotSentWhenNobodyListens) {
  {
    ScriptedServer server([](const std::string&) { return answer(200, ""); });
    start(server);
  }
  EXPECT_TRUE(std::holds_alternative<NotSent>(one("To=1")));
}

TEST_F(ClientTest, SaysUnansweredForAnAnswerThatIsCut) {
  ScriptedServer server([](const std::string&) {
    return Said{"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\":", Then::close};
  });
  start(server);
  EXPECT_TRUE(std::holds_alternative<Unanswered>(one("To=1")));
}

TEST_F(ClientTest, SaysUnansweredForNoise) {
  ScriptedServer server([](const std::string&) {
    return Said{std::string(200'000, '\x01'), Then::close};
  });
  start(server);
  EXPECT_TRUE(std::holds_alternative<Unanswered>(one("To=1")));
}

TEST_F(ClientTest, SaysUnansweredForAnAnswerThatIsTooLong) {
  ScriptedServer server([](const std::string&) { return answer(200, std::string(5000, 'x')); });
  start(server, {.max_answer = 4096});
  EXPECT_TRUE(std::holds_alternative<Unanswered>(one("To=1")));
  EXPECT_EQ(server.requests(), 1);
}

TEST_F(ClientTest, GivesUpAnAnswerThatDoesNotCome) {
  ScriptedServer server([](const std::string&) { return Said{"", Then::keep}; });
  start(server, {.timeout = std::chrono::milliseconds(200)});
  EXPECT_TRUE(std::holds_alternative<Unanswered>(one("To=1")));
}

TEST_F(ClientTest, DoesNotFollowARedirect) {
  ScriptedServer server([](const std::string& request) {
    return request.starts_with("POST /x") ? answer(307, "", "Location: /y\r\n") : answer(200, "");
  });
  start(server);
  EXPECT_EQ(std::get<Answer>(one("To=1")).status, 307);
  EXPECT_EQ(server.requests(), 1);
}

TEST_F(ClientTest, MayBeTakenDownWithRequestsUnderWay) {
  ScriptedServer server([](const std::string&) { return Said{"", Then::keep}; });
  start(server, {.max_connections = 2});
  for (int i = 0; i < 5; ++i)
    post("n=" + std::to_string(i));
  while (server.requests() < 2)
    g_main_context_iteration(nullptr, FALSE);
  client_.reset();
  EXPECT_TRUE(outcomes_.empty());
}

}  // namespace
}  // namespace gateway::http
