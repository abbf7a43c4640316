// SPDX-License-Identifier: GPL-2.0-or-later
// What libcurl itself does not take: each request has its outcome nevertheless.
#include <curl/curl.h>
#include <dlfcn.h>
#include <glib.h>

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "gateway/http_client/client.h"
#include "tests/gateway/http_client/scripted_server.h"

namespace {

int refusals = 0;  // so many are still to come

}  // namespace

/// In place of libcurl's own. One that has lost its way refuses like this while anything is open.
extern "C" CURLMcode curl_multi_add_handle(CURLM* multi, CURL* handle) {
  if (refusals > 0) {
    --refusals;
    return CURLM_ABORTED_BY_CALLBACK;
  }
  static const auto real =
      reinterpret_cast<CURLMcode (*)(CURLM*, CURL*)>(dlsym(RTLD_NEXT, "curl_multi_add_handle"));
  return real(multi, handle);
}

namespace gateway::http {
namespace {

class Unheard final : public Log {
 public:
  void say(LogLevel, std::string_view, std::initializer_list<LogField>) noexcept override {}
};

class RefusedTest : public testing::Test {
 protected:
  RefusedTest() { refusals = 0; }

  void post(const std::string& password = "p") {
    client_.request(
        {.url = server_.url() + "/x", .form = "To=1", .user = "u", .password = password},
        [this](Outcome outcome) { outcomes_.push_back(std::move(outcome)); });
  }
  /// False when they do not come.
  bool have(std::size_t outcomes) {
    bool is_late = false;
    const guint watchdog = g_timeout_add_seconds(
        20,
        [](gpointer late) -> gboolean {
          *static_cast<bool*>(late) = true;
          return G_SOURCE_CONTINUE;
        },
        &is_late);
    while (outcomes_.size() < outcomes && !is_late)
      g_main_context_iteration(nullptr, TRUE);
    g_source_remove(watchdog);
    return outcomes_.size() == outcomes;
  }

  Unheard log_;
  test::ScriptedServer server_{[](const std::string&) { return test::answer(200, "ok"); }};
  Client client_{{.max_connections = 1}, log_};
  std::vector<Outcome> outcomes_;
};

TEST_F(RefusedTest, AnswersLaterThatItWasNotSent) {
  refusals = 1;
  post();
  EXPECT_TRUE(outcomes_.empty()) << "from inside the call";
  ASSERT_TRUE(have(1));
  EXPECT_TRUE(std::holds_alternative<NotSent>(outcomes_[0]));
  EXPECT_EQ(server_.requests(), 0);
}

TEST_F(RefusedTest, LeavesItsRoomToOthers) {
  post();  // the only one there is room for
  refusals = 2;
  for (int i = 0; i < 3; ++i)
    post();
  ASSERT_TRUE(have(4));
  int not_sent = 0;
  for (const Outcome& outcome : outcomes_)
    not_sent += std::holds_alternative<NotSent>(outcome) ? 1 : 0;
  EXPECT_EQ(not_sent, 2);
  EXPECT_EQ(server_.requests(), 2);
}

TEST_F(RefusedTest, NeverGoesOutWithoutThePasswordThatItCannotTake) {
  post(std::string(8'000'001, 'p'));
  ASSERT_TRUE(have(1));
  EXPECT_TRUE(std::holds_alternative<NotSent>(outcomes_[0]));
  EXPECT_EQ(server_.requests(), 0);
  post();
  ASSERT_TRUE(have(2));
  EXPECT_TRUE(std::holds_alternative<Answer>(outcomes_[1]));
}

}  // namespace
}  // namespace gateway::http
