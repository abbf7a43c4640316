// SPDX-License-Identifier: GPL-2.0-or-later
// The real listener over real sockets; the client is a thread of its own.
#include "gateway/http/server.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <future>
#include <list>
#include <thread>

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

class RealClock : public Clock {
 public:
  [[nodiscard]] Time now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
};

/// A connection that blocks; every read gives up after five seconds.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    timeval limit{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Client() { close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// All up to and with `end`; less when the server closed or said nothing for long.
  std::string read_until(std::string_view end) {
    while (text_.find(end) == std::string::npos) {
      char part[4096];
      const ssize_t count = recv(socket_, part, sizeof part, 0);
      if (count <= 0) break;
      text_.append(part, static_cast<std::size_t>(count));
    }
    return text_;
  }
  /// Whether the other side ends the connection meanwhile.
  [[nodiscard]] bool is_closed_within(std::chrono::milliseconds time) const {
    pollfd watched{socket_, POLLIN | POLLRDHUP, 0};
    if (poll(&watched, 1, static_cast<int>(time.count())) == 0) return false;
    char byte = 0;
    return recv(socket_, &byte, 1, MSG_PEEK) <= 0;
  }
  std::string read_all() { return read_until(std::string_view("\0never", 6)); }

 private:
  int socket_;
  std::string text_;
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    routes_.add(
        {"GET", "/now", Access::open, [](const Request& asked, Reply reply) {
           reply({.body = asked.method + " " + std::string(asked.query_value("q").value_or("-"))});
         }});
    routes_.add({"GET", "/target", Access::open, [](const Request& asked, Reply reply) {
                   reply({.body = asked.path + " from " + asked.target + "."});
                 }});
    routes_.add({"POST", "/later", Access::webhook, [this](const Request& asked, Reply reply) {
                   waiting_.push_back({asked.body, std::move(reply)});
                   ++arrived_;
                 }});
    routes_.add({"GET", "/forgotten", Access::open, [](const Request&, const Reply&) {}});
    routes_.add({"GET", "/page", Access::guarded,
                 [](const Request&, Reply reply) { reply({.body = "page"}); }});
    routes_.add({"GET", "/events", Access::open,
                 [this](const Request&, std::shared_ptr<EventStream> stream) {
                   streams_.push_back(std::move(stream));
                   ++arrived_;
                 }});
  }

  void start(ServerSettings settings = {}) {
    auto started = Server::start(settings, routes_, clock_);
    ASSERT_TRUE(started) << started.error().message;
    server_ = std::move(*started);
  }

  /// Runs the main loop until the client, in its own thread, is done.
  template <class Play>
  auto play(Play client) {
    auto result = std::async(std::launch::async, [&] {
      Client connection(server_->port());
      return client(connection);
    });
    while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
      turn();
    return result.get();
  }
  void turn() {
    g_main_context_iteration(nullptr, FALSE);
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }

  struct Waiting {
    std::string body;
    Reply reply;
  };
  std::atomic<int> arrived_ = 0;  // of what the client waits for in its thread
  RealClock clock_;
  Routes routes_;
  std::list<Waiting> waiting_;
  std::vector<std::shared_ptr<EventStream>> streams_;
  std::unique_ptr<Server> server_;
};

constexpr char end_of_head[] = "\r\n\r\n";

TEST_F(ServerTest, AnswersAtOnceAndKeepsTheConnection) {
  start();
  const std::string answer = play([](Client& client) {
    client.send("GET /now?q=a%20b HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("GET a b");
    client.send("GET /now HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return client.read_all();
  });
  EXPECT_NE(answer.find("HTTP/1.1 200"), std::string::npos);
  EXPECT_NE(answer.find("GET a b"), std::string::npos);
  EXPECT_NE(answer.find("GET -"), std::string::npos);
  EXPECT_NE(answer.find("Content-Security-Policy: default-src 'self'"), std::string::npos);
}

TEST_F(ServerTest, KeepsTheTargetAsItCame) {
  start();
  const std::string answers = play([](Client& client) {
    for (const char* target : {"/target?a=b+c", "/target?flag", "/target?a=%c3%bc", "/target?",
                               "/target?x=a/b:c,d&&y=", "/t%61rget", "/target"}) {
      client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
      client.read_until(std::string("/target from ") + target + ".");
    }
    client.send("GET /now HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return client.read_all();
  });
  EXPECT_NE(answers.find("/target from /target?x=a/b:c,d&&y=."), std::string::npos);
  EXPECT_NE(answers.find("/target from /t%61rget."), std::string::npos);
  EXPECT_NE(answers.find("/target from /target."), std::string::npos);
}

TEST_F(ServerTest, HoldsAnAnswerUntilItIsGiven) {
  start();
  bool was_answered_early = true;
  const std::string answer = play([&](Client& client) {
    client.send(
        "POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody");
    while (arrived_ == 0)
      std::this_thread::yield();
    was_answered_early = false;
    g_idle_add(
        [](gpointer data) -> gboolean {
          static_cast<Waiting*>(data)->reply({.status = 202, .body = "done"});
          return G_SOURCE_REMOVE;
        },
        &waiting_.front());
    return client.read_all();
  });
  EXPECT_EQ(waiting_.front().body, "body");
  EXPECT_NE(answer.find("HTTP/1.1 202"), std::string::npos);
  EXPECT_FALSE(was_answered_early);
}

TEST_F(ServerTest, AForgottenReplyIsAnErrorAndNotAnEndlessWait) {
  start();
  const std::string answer = play([](Client& client) {
    client.send("GET /forgotten HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return client.read_all();
  });
  EXPECT_NE(answer.find("HTTP/1.1 500"), std::string::npos);
}

TEST_F(ServerTest, RefusesTooLargeABodyWhetherAnnouncedOrNot) {
  start({.max_body = 1000});
  EXPECT_NE(play([](Client& client) {
              client.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n");
              return client.read_until(end_of_head);
            }).find("HTTP/1.1 413"),
            std::string::npos);
  const std::string chunked = play([](Client& client) {
    client.send("POST /later HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100; ++i)
      client.send("64\r\n" + std::string(100, 'x') + "\r\n");
    return client.read_all();
  });
  EXPECT_EQ(chunked.find("200"), std::string::npos) << "closed";
  EXPECT_TRUE(waiting_.empty());
}

TEST_F(ServerTest, LimitsHowOftenAnAddressMayAsk) {
  start({.requests_per_second = 3});
  const std::string answers = play([](Client& client) {
    for (int i = 0; i < 5; ++i)
      client.send("GET /now HTTP/1.1\r\nHost: x\r\n\r\n");
    return client.read_until("Too many");
  });
  EXPECT_NE(answers.find("HTTP/1.1 429"), std::string::npos);
}

TEST_F(ServerTest, ClosesAConnectionThatSendsTooSlowly) {
  start({.timeout = std::chrono::seconds(1)});
  const std::string answer = play([](Client& client) {
    client.send("GET /now HT");
    return client.read_all();
  });
  EXPECT_EQ(answer.find("200"), std::string::npos);
}

TEST_F(ServerTest, ClosesAConnectionThatSendsAByteNowAndThen) {
  start({.timeout = std::chrono::seconds(1)});
  for (const char* start : {"GET /now HT", "GET /now HTTP/1.1\r\nX-",
                            "POST /later HTTP/1.1\r\nHost: x\r\n"
                            "Content-Length: 100000\r\n\r\n"}) {
    EXPECT_TRUE(play([start](Client& client) {
      client.send(start);
      for (int i = 0; i < 300; ++i) {  // a minute, unless it is closed
        client.send("x");
        if (client.is_closed_within(std::chrono::milliseconds(200))) return true;
      }
      return false;
    })) << start;
  }
}

TEST_F(ServerTest, AnAnswerThatTakesLongIsNotCutOff) {
  start({.timeout = std::chrono::seconds(1)});
  const std::string answer = play([&](Client& client) {
    client.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    EXPECT_FALSE(client.is_closed_within(std::chrono::milliseconds(3500)));
    g_idle_add(
        [](gpointer data) -> gboolean {
          static_cast<Waiting*>(data)->reply({.body = "at last"});
          return G_SOURCE_REMOVE;
        },
        &waiting_.front());
    return client.read_until("at last");
  });
  EXPECT_NE(answer.find("at last"), std::string::npos);
}

TEST_F(ServerTest, GuardsItsPages) {
  start();
  const std::string answer = play([](Client& client) {
    client.send("GET /page HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    return client.read_all();
  });
  EXPECT_NE(answer.find("HTTP/1.1 403"), std::string::npos);
}

TEST_F(ServerTest, SendsEventsAsTheyCome) {
  start();
  const std::string answer = play([&](Client& client) {
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    while (arrived_ == 0)
      std::this_thread::yield();
    g_idle_add(
        [](gpointer data) -> gboolean {
          (*static_cast<std::shared_ptr<EventStream>*>(data))->send("text", "one");
          return G_SOURCE_REMOVE;
        },
        &streams_.front());
    client.read_until("one");
    g_idle_add(
        [](gpointer data) -> gboolean {
          (*static_cast<std::shared_ptr<EventStream>*>(data))->send("text", "two");
          return G_SOURCE_REMOVE;
        },
        &streams_.front());
    return client.read_until("two");
  });
  EXPECT_NE(answer.find("text/event-stream"), std::string::npos);
  EXPECT_NE(answer.find("event: text\ndata: one\n\n"), std::string::npos);
  EXPECT_NE(answer.find("event: text\ndata: two\n\n"), std::string::npos);
}

TEST_F(ServerTest, SendsAnEventThatARequestOnAConnectionThatStaysOpenCauses) {
  routes_.add({"POST", "/tell", Access::open, [this](const Request&, Reply reply) {
                 streams_.front()->send("text", "told");
                 reply({.body = "done"});
               }});
  start();
  const std::string events = play([&](Client& page) {
    page.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    page.read_until("\r\n\r\n");
    Client other(server_->port());
    other.send("POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
    return other.read_until("done") + page.read_until("told");
  });
  EXPECT_NE(events.find("done"), std::string::npos) << events;
  EXPECT_NE(events.find("told"), std::string::npos) << events;
}

TEST_F(ServerTest, StopsWithRequestsThatWaitAndStreamsThatAreOpen) {
  start();
  Client post(server_->port());
  Client events(server_->port());
  post.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
  events.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  while (waiting_.empty() || streams_.empty())
    turn();
  server_.reset();
  EXPECT_FALSE(streams_.front()->is_open());
  EXPECT_FALSE(streams_.front()->send("text", "late"));
  waiting_.front().reply({.body = "late"});
}

TEST_F(ServerTest, NamesAnAddressThatIsTaken) {
  start();
  const auto second = Server::start({.port = server_->port()}, routes_, clock_);
  ASSERT_FALSE(second);
  EXPECT_TRUE(second.error().may_pass);
  EXPECT_NE(second.error().message.find("http.port: "), std::string::npos);
  EXPECT_NE(second.error().message.find("another program already does"), std::string::npos)
      << second.error().message;
  const auto wrong = Server::start({.listen = "nowhere"}, routes_, clock_);
  ASSERT_FALSE(wrong);
  EXPECT_FALSE(wrong.error().may_pass);
  EXPECT_NE(wrong.error().message.find("is not an address"), std::string::npos);
}

TEST_F(ServerTest, NamesAnAddressThatThisMachineHasNot) {
  const auto elsewhere = Server::start({.listen = "192.0.2.77"}, routes_, clock_);
  ASSERT_FALSE(elsewhere);
  EXPECT_TRUE(elsewhere.error().may_pass);  // it may come up later
  EXPECT_EQ(elsewhere.error().message.find("http.listen: cannot listen on 192.0.2.77 port 0: "), 0U)
      << elsewhere.error().message;
}

TEST_F(ServerTest, APlaceToListenIsTriedWithoutListening) {
  start();
  const auto taken = try_listening("127.0.0.1", server_->port());
  ASSERT_FALSE(taken);
  EXPECT_TRUE(taken.error().may_pass);
  EXPECT_NE(taken.error().message.find("another program already does"), std::string::npos);
  const std::uint16_t port = server_->port();
  server_.reset();
  EXPECT_TRUE(try_listening("127.0.0.1", port));
  EXPECT_TRUE(Server::start({.port = port}, routes_, clock_));
  EXPECT_TRUE(try_listening("192.0.2.77", port).error().may_pass);
  EXPECT_FALSE(try_listening("garbage", port).error().may_pass);
}

TEST_F(ServerTest, AForbiddenPortIsToldBeforeTheStart) {
  int first_free = 1024;
  std::ifstream("/proc/sys/net/ipv4/ip_unprivileged_port_start") >> first_free;
  constexpr std::uint16_t low = 81;
  constexpr uid_t nobody = 65534;
  const bool is_root = geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(seteuid(nobody), 0);
  }
  const auto tried = try_listening("127.0.0.1", low);
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  if (low >= first_free) {  // as in many a container
    EXPECT_TRUE(tried || tried.error().may_pass);
    return;
  }
  ASSERT_FALSE(tried);
  EXPECT_FALSE(tried.error().may_pass);
  EXPECT_EQ(tried.error().message,
            "http.port: cannot listen on 127.0.0.1 port 81: not permitted; choose one from 1024 "
            "up, and put a proxy in front for a lower one");
}

}  // namespace
}  // namespace gateway::http
