// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/server.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <glib-unix.h>
#include <glib.h>
#include <microhttpd.h>

#include "gateway/http/arrivals.h"
#include "gateway/http/connection.h"
#include "gateway/http/exchange.h"
#include "gateway/http/rate_limit.h"

namespace gateway::http {

/// The daemon, run by the main loop: its epoll descriptor says when, and its own timeout.
class Server::Impl {
 public:
  Impl(ServerSettings settings, const Routes& routes, const Clock& clock)
      : settings_(std::move(settings)),
        routes_(routes),
        clock_(clock),
        limit_(settings_.requests_per_second),
        arrivals_(settings_.timeout) {}

  ~Impl() {
    if (watch_ != 0) g_source_remove(watch_);
    if (timer_ != 0) g_source_remove(timer_);
    is_stopping_ = true;
    for (Exchange* exchange : exchanges_)
      exchange->abandon();  // MHD wants nobody suspended when it stops
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }

  tl::expected<void, ListenError> start() {
    const auto found = address_of(settings_.listen, settings_.port);
    if (!found) return tl::make_unexpected(found.error());
    const addrinfo& address = **found;
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    if (address.ai_family == AF_INET6) flags |= MHD_USE_DUAL_STACK;
    if (!settings_.certificate.empty()) flags |= MHD_USE_TLS;
    std::vector<MHD_OptionItem> tls;
    if (!settings_.certificate.empty()) {
      tls.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, settings_.certificate.data()});
      tls.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, settings_.key.data()});
    }
    tls.push_back({MHD_OPTION_END, 0, nullptr});
    errno = 0;
    daemon_ = MHD_start_daemon(
        flags, settings_.port, nullptr, nullptr, on_request, this, MHD_OPTION_EXTERNAL_LOGGER,
        on_log, this, MHD_OPTION_NOTIFY_COMPLETED, on_completed, this, MHD_OPTION_NOTIFY_CONNECTION,
        Arrivals::on_connection, &arrivals_, MHD_OPTION_URI_LOG_CALLBACK, Arrivals::on_line,
        nullptr, MHD_OPTION_SOCK_ADDR, address.ai_addr, MHD_OPTION_LISTEN_BACKLOG_SIZE, 512U,
        MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(settings_.max_connections),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, std::size_t{32768}, MHD_OPTION_CONNECTION_TIMEOUT,
        static_cast<unsigned>(settings_.timeout.count()), MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END);
    if (daemon_ == nullptr) return tl::make_unexpected(why_not(errno));
    const auto* info = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_EPOLL_FD);
    watch_ = g_unix_fd_add(info->epoll_fd, G_IO_IN, on_ready, this);
    return {};
  }

  [[nodiscard]] std::uint16_t port() const {
    return MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
  }

 private:
  [[nodiscard]] ListenError why_not(int number) const {
    if (number != 0) return why_not_listening(settings_.listen, settings_.port, number);
    return {fmt::format("http: cannot listen on {} port {}: {}", settings_.listen, settings_.port,
                        log_.empty() ? "libmicrohttpd does not say why" : log_)};
  }

  // What libmicrohttpd and GLib call. No exception may pass through either.

  static gboolean on_ready(gint /*fd*/, GIOCondition /*condition*/, gpointer data) noexcept {
    static_cast<Impl*>(data)->run();
    return G_SOURCE_CONTINUE;
  }

  static gboolean on_timer(gpointer data) noexcept {
    static_cast<Impl*>(data)->timer_ = 0;
    static_cast<Impl*>(data)->run();
    return G_SOURCE_REMOVE;
  }

  static void on_log(void* data, const char* format, va_list arguments) noexcept {
    char line[256];
    std::vsnprintf(line, sizeof line, format, arguments);
    try {
      static_cast<Impl*>(data)->log_.assign(line, std::strcspn(line, "\r\n"));
    } catch (...) {
      return;  // without memory for it: it is only said when the start fails
    }
  }

  static MHD_Result on_request(void* data, MHD_Connection* connection, const char* path,
                               const char* method, const char* /*version*/, const char* upload,
                               std::size_t* size, void** slot) noexcept {
    try {
      auto* self = static_cast<Impl*>(data);
      if (*slot == nullptr) return self->begin(connection, path, method, slot);
      auto& exchange = **static_cast<std::shared_ptr<Exchange>*>(*slot);
      if (*size != 0) {
        const bool fits = exchange.take({upload, *size});
        *size = 0;
        return fits ? MHD_YES : MHD_NO;  // closes: nobody is to make us read without end
      }
      Arrivals::arrived(connection);
      return exchange.complete();
    } catch (...) {
      return MHD_NO;
    }
  }

  static void on_completed(void* data, MHD_Connection* connection, void** slot,
                           MHD_RequestTerminationCode /*code*/) noexcept {
    Arrivals::awaits(connection);
    auto* exchange = static_cast<std::shared_ptr<Exchange>*>(*slot);
    if (exchange == nullptr) return;
    std::erase(static_cast<Impl*>(data)->exchanges_, exchange->get());
    (*exchange)->close();
    delete exchange;
    *slot = nullptr;
  }

  MHD_Result begin(MHD_Connection* connection, const char* path, const char* method, void** slot) {
    const Peer peer = peer_of(connection);
    Request request{.method = method,
                    .target = Arrivals::take_target(connection),
                    .path = path,
                    .query = fields_of(connection, MHD_GET_ARGUMENT_KIND),
                    .headers = fields_of(connection, MHD_HEADER_KIND),
                    .body = {},
                    .peer = peer.address,
                    .is_loopback = peer.is_loopback};
    for (auto& [name, value] : request.headers)
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });

    const Routes::Found found = routes_.find(request.method, request.path);
    if (found.route == nullptr) {
      return give(connection, {.status = found.status,
                               .body = found.status == 404 ? "There is nothing here.\n"
                                                           : "This method is not allowed here.\n"});
    }
    if (found.route->access != Access::webhook && !limit_.allow(request.peer, clock_.now())) {
      return give(
          connection,
          {.status = 429, .body = "Too many requests.\n", .headers = {{"Retry-After", "1"}}});
    }
    if (found.route->access == Access::guarded) {
      if (auto refusal = refuse(request, settings_.token)) return give(connection, *refusal);
    }
    const std::string length(request.header("content-length").value_or("0"));
    const std::size_t most = std::min(settings_.max_body, found.route->max_body);
    if (std::strtoull(length.c_str(), nullptr, 10) > most) {
      return give(connection, {.status = 413, .body = "The request is too large.\n"});
    }
    auto exchange = std::make_shared<Exchange>(connection, *found.route, std::move(request), most,
                                               [this] { run_soon(); });
    auto held = std::make_unique<std::shared_ptr<Exchange>>(std::move(exchange));
    exchanges_.push_back(held->get());
    *slot = held.release();
    return MHD_YES;
  }

  void run() {
    is_soon_ = false;
    MHD_run(daemon_);
    // What was resumed from inside is not known to its timeout.
    if (is_soon_) return set_timer(0);
    MHD_UNSIGNED_LONG_LONG wait = 0;
    if (MHD_get_timeout(daemon_, &wait) == MHD_NO) return;
    set_timer(static_cast<guint>(std::min<MHD_UNSIGNED_LONG_LONG>(wait, 60000)));
  }

  /// An answer came, and its connection was resumed: not now, since MHD may be on the stack.
  void run_soon() {
    if (is_stopping_ || std::exchange(is_soon_, true)) return;
    set_timer(0);
  }

  void set_timer(guint wait) {
    if (timer_ != 0) g_source_remove(timer_);
    timer_ = wait == 0 ? g_idle_add_full(G_PRIORITY_DEFAULT, on_timer, this, nullptr)
                       : g_timeout_add(wait, on_timer, this);
  }

  ServerSettings settings_;
  const Routes& routes_;
  const Clock& clock_;
  RateLimit limit_;
  Arrivals arrivals_;
  MHD_Daemon* daemon_ = nullptr;
  guint watch_ = 0;
  guint timer_ = 0;
  bool is_stopping_ = false;
  bool is_soon_ = false;  ///< the timer is set for the next turn
  std::vector<Exchange*> exchanges_;
  std::string log_;  // the last line
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

tl::expected<std::unique_ptr<Server>, ListenError> Server::start(ServerSettings settings,
                                                                 const Routes& routes,
                                                                 const Clock& clock) {
  auto impl = std::make_unique<Impl>(std::move(settings), routes, clock);
  if (auto started = impl->start(); !started) return tl::make_unexpected(started.error());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const {
  return impl_->port();
}

}  // namespace gateway::http
