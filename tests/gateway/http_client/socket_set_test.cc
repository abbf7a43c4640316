// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/socket_set.h"

#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace gateway::http {
namespace {

/// Two ends of a connection; one end is watched.
class Pair {
 public:
  Pair() {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0)
      throw std::runtime_error("socketpair");
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair() {
    close(ends_[0]);
    close(ends_[1]);
  }
  [[nodiscard]] int watched() const { return ends_[0]; }
  void say_something() const { EXPECT_EQ(write(ends_[1], "x", 1), 1); }

 private:
  std::array<int, 2> ends_{};
};

std::size_t ready(SocketSet& set) {
  std::array<SocketSet::Ready, SocketSet::most> found;
  return set.ready(found);
}

TEST(SocketSet, AConnectionThatIsTakenUpAgainIsHeard) {
  SocketSet set;
  const Pair pair;
  set.made(pair.watched());
  for (int request = 0; request < 3; ++request) {
    set.want(pair.watched(), EPOLLIN);
    EXPECT_EQ(ready(set), request == 0 ? 0U : 1U);
    pair.say_something();
    EXPECT_EQ(ready(set), 1U);
    set.want_nothing(pair.watched());
    EXPECT_EQ(ready(set), 0U);
    EXPECT_EQ(ready(set), 0U);
  }
}

TEST(SocketSet, ANumberThatIsGivenAgainIsAnotherSocket) {
  SocketSet set;
  int before = -1;
  for (int i = 0; i < 3; ++i) {
    const Pair pair;
    if (i > 0) {
      ASSERT_EQ(pair.watched(), before) << "the kernel gives the lowest free number";
    }
    before = pair.watched();
    set.made(pair.watched());
    set.want(pair.watched(), EPOLLIN);
    pair.say_something();
    EXPECT_EQ(ready(set), 1U);
    if (i == 1) set.want_nothing(pair.watched());
  }
}

TEST(SocketSet, OneThatIsNotOursMayComeAgainUnannounced) {
  SocketSet set;
  for (int i = 0; i < 3; ++i) {
    const Pair pair;
    set.want(pair.watched(), EPOLLIN);
    pair.say_something();
    EXPECT_EQ(ready(set), 1U);
    set.want_nothing(pair.watched());
    EXPECT_FALSE(set.is_wanted({pair.watched(), EPOLLIN}));
  }
}

TEST(SocketSet, WaitsForRoomToWriteOnlyWhileAsked) {
  SocketSet set;
  const Pair pair;
  set.made(pair.watched());
  set.want(pair.watched(), EPOLLIN | EPOLLOUT);
  EXPECT_EQ(ready(set), 1U);
  set.want(pair.watched(), EPOLLIN);
  EXPECT_EQ(ready(set), 0U);
}

}  // namespace
}  // namespace gateway::http
