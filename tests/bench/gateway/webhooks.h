// SPDX-License-Identifier: GPL-2.0-or-later
// The carrier's end of texts that come in: requests over a few connections that stay.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/gateway/poller.h"

namespace gateway::bench {

class Webhooks {
 public:
  Webhooks(Poller& poller, std::uint16_t port, std::size_t connections);
  ~Webhooks();
  Webhooks(const Webhooks&) = delete;
  Webhooks& operator=(const Webhooks&) = delete;

  /// A whole request, on a connection that is free, or when one is.
  void post(std::string request);
  [[nodiscard]] std::size_t answered() const { return answered_; }
  /// Of those, which were anything but 2xx.
  [[nodiscard]] std::size_t refused() const { return refused_; }
  /// Of those posted, how many have no answer yet.
  [[nodiscard]] std::size_t open() const { return waiting_.size() + busy_; }

 private:
  struct Connection {
    int file = -1;
    bool is_busy = false;
    std::string in;
  };

  void ready(Connection& connection);
  void pump();

  Poller& poller_;
  std::vector<Connection> connections_;
  std::vector<Connection*> free_;
  std::deque<std::string> waiting_;
  std::size_t busy_ = 0, answered_ = 0, refused_ = 0;
};

}  // namespace gateway::bench
