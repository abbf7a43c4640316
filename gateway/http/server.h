// SPDX-License-Identifier: GPL-2.0-or-later
// The one listener, on libmicrohttpd and the GLib main loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "gateway/http/listening.h"
#include "gateway/http/route.h"
#include "gateway/model/clock.h"

namespace gateway::http {

struct ServerSettings {
  std::string listen = "127.0.0.1";
  std::uint16_t port = 0;        ///< 0: any free one
  std::string certificate = {};  ///< PEM; with `key`: HTTPS
  std::string key = {};
  std::string token = {};  ///< of guarded routes; empty: this machine only
  std::size_t max_body = 1 << 20;
  std::size_t max_connections = 1024;
  std::chrono::seconds timeout{30};
  double requests_per_second = 100;  ///< of one address; webhooks are not counted
};

class Server {
 public:
  /// Listens from here on, on the default main context.
  /// Shape:   `routes` and `clock` outlive the server
  [[nodiscard]] static tl::expected<std::unique_ptr<Server>, ListenError> start(
      ServerSettings settings, const Routes& routes, const Clock& clock);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace gateway::http
