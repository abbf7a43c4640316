// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/route.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

Request request(Fields headers, std::string method = "GET") {
  return {.method = std::move(method),
          .path = "/",
          .query = {},
          .headers = std::move(headers),
          .body = "",
          .peer = "127.0.0.1",
          .is_loopback = true};
}

int status(const Request& asked, std::string_view token = "") {
  const auto refusal = refuse(asked, token);
  return refusal ? refusal->status : 200;
}

TEST(Routes, TheLongestPathThatFitsWins) {
  Routes routes;
  const Handler nothing = [](const Request&, Reply reply) { reply({}); };
  routes.add({"GET", "/a/", Access::open, nothing});
  routes.add({"GET", "/a/b", Access::open, nothing});
  EXPECT_EQ(routes.find("GET", "/a/b").route->path, "/a/b");
  EXPECT_EQ(routes.find("GET", "/a/c").route->path, "/a/");
  EXPECT_EQ(routes.find("HEAD", "/a/c").route->path, "/a/");
  EXPECT_EQ(routes.find("GET", "/b").status, 404);
  EXPECT_EQ(routes.find("POST", "/a/b").status, 405);
}

TEST(Guard, LetsThisMachineInWhereNoTokenIsSet) {
  EXPECT_EQ(status(request({{"host", "127.0.0.1:8780"}})), 200);
  EXPECT_EQ(status(request({{"host", "[::1]:8780"}})), 200);
  EXPECT_EQ(status(request({{"host", "localhost"}})), 200);
  Request far = request({{"host", "127.0.0.1:8780"}});
  far.is_loopback = false;
  EXPECT_EQ(status(far), 401);
}

TEST(Guard, KeepsOutAPageThatPointedItsOwnNameAtThisMachine) {
  EXPECT_EQ(status(request({{"host", "evil.example:8780"}})), 403);
  EXPECT_EQ(status(request({{"host", "127.0.0.1.evil.example"}})), 403);
}

TEST(Guard, KeepsOutWhatAProxyOfThisMachinePassesOn) {
  for (const char* mark : {"x-forwarded-for", "forwarded", "via", "x-real-ip"}) {
    EXPECT_EQ(status(request({{"host", "127.0.0.1:8780"}, {mark, "203.0.113.7"}})), 403) << mark;
    EXPECT_EQ(status(request({{"host", "127.0.0.1:8780"},
                              {mark, "203.0.113.7"},
                              {"authorization", "Bearer t0ken"}}),
                     "t0ken"),
              200);
  }
}

TEST(Guard, KeepsOutChangesFromOtherSites) {
  EXPECT_EQ(
      status(request({{"host", "127.0.0.1:8780"}, {"origin", "http://127.0.0.1:8780"}}, "POST")),
      200);
  EXPECT_EQ(
      status(request({{"host", "127.0.0.1:8780"}, {"origin", "http://evil.example"}}, "POST")),
      403);
  EXPECT_EQ(status(request({{"host", "127.0.0.1:8780"}, {"origin", "null"}}, "POST")), 403);
  EXPECT_EQ(status(request({{"host", "127.0.0.1:8780"}}, "POST")), 200) << "no page: a program";
}

TEST(Guard, TakesTheTokenInAHeaderACookieOrTheLink) {
  const Fields host = {{"host", "sms.example.com"}};
  Request asked = request(host);
  EXPECT_EQ(status(asked, "t0ken"), 401) << "this machine too, once a token is set";
  asked.headers = {{"host", "sms.example.com"}, {"authorization", "Bearer t0ken"}};
  EXPECT_EQ(status(asked, "t0ken"), 200);
  asked.headers = {{"host", "sms.example.com"}, {"cookie", "a=b; xmpp-sms-token=t0ken; c=d"}};
  EXPECT_EQ(status(asked, "t0ken"), 200);
  asked = request(host);
  asked.query = {{"token", "t0ken"}};
  EXPECT_EQ(status(asked, "t0ken"), 200);
  asked.query = {{"token", "t0keN"}};
  EXPECT_EQ(status(asked, "t0ken"), 401);
  asked.query = {{"token", ""}};
  EXPECT_EQ(status(asked, ""), 403) << "an unset token is none";
}

TEST(Event, HasALineOfDataForEachLine) {
  EXPECT_EQ(format_event("text", "a\nb\r\nc\rd"),
            "event: text\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(format_event("text", ""), "event: text\ndata: \n\n");
}

}  // namespace
}  // namespace gateway::http
