// SPDX-License-Identifier: GPL-2.0-or-later
// A server that does with each request what a test says, its worst included.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gateway::http::test {

enum class Then { keep, close, reset };

struct Said {
  std::string bytes;  ///< as they go over the wire
  Then then = Then::keep;
};

/// A whole answer.
[[nodiscard]] Said answer(int status, const std::string& body, const std::string& headers = "");

/// A thread for each connection; ends them when it goes.
class ScriptedServer {
 public:
  /// Shape:   `script` gets each request whole, on a thread of its connection
  explicit ScriptedServer(std::function<Said(const std::string& request)> script);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int requests() const { return requests_; }
  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] int most_open() const { return most_open_; }

 private:
  void accept_all();
  void serve(int connection);

  std::function<Said(const std::string&)> script_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> requests_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<int> open_ = 0;
  std::atomic<int> most_open_ = 0;
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::list<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace gateway::http::test
