// SPDX-License-Identifier: GPL-2.0-or-later
// Requests over few connections that are kept, on libcurl's multi interface and the main loop.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "gateway/base/log.h"
#include "gateway/http_client/request.h"

namespace gateway::http {

struct ClientSettings {
  std::size_t max_connections = 32;  ///< and requests at a time; others wait here, in order
  std::chrono::milliseconds timeout{30'000};  ///< of one request, all in all
  std::chrono::milliseconds connect_timeout{10'000};
  bool verify_tls = true;
  std::string ca_file = {};            ///< PEM; empty: the system's
  std::string agent = {};              ///< as User-Agent
  std::size_t max_answer = 1U << 20U;  ///< a longer one is as good as none
};

/// In the main context of the thread that makes it.
class Client final : public Requester {
 public:
  Client(ClientSettings settings, Log& log);
  ~Client() override;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void request(Outgoing outgoing, std::function<void(Outcome)> done) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gateway::http
