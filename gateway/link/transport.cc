// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/transport.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <utility>

namespace gateway {
namespace {

constexpr std::size_t read_bytes = 1 << 16;

/// Of one turn, so that a fast peer does not keep everything else waiting.
constexpr std::size_t most_bytes_a_turn = 1 << 22;

bool would_block(const GErrorPtr& error) {
  return g_error_matches(error.get(), G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) != FALSE;
}

}  // namespace

/// What GIO's callback holds: the transport may be gone by then.
struct Transport::Attempt {
  Log& log;
  Transport* transport;
};

Transport::Transport(Log& log, TransportEvents& events, const std::string& host, std::uint16_t port,
                     std::size_t buffer_bytes)
    : log_(log),
      events_(events),
      out_(buffer_bytes),
      in_(read_bytes),
      cancellable_(g_cancellable_new()),
      flush_(log, "writing to the XMPP server", [this] { flush(); }) {
  const GObjectPtr<GSocketClient> client(g_socket_client_new());
  g_socket_client_set_enable_proxy(client.get(), FALSE);
  const GObjectPtr<GSocketConnectable> address(g_network_address_new(host.c_str(), port));
  attempt_ = std::make_unique<Attempt>(Attempt{log, this}).release();
  g_socket_client_connect_async(client.get(), address.get(), cancellable_.get(), on_connected,
                                attempt_);
}

void Transport::on_connected(GObject* client, GAsyncResult* result, gpointer data) noexcept {
  const std::unique_ptr<Attempt> attempt(static_cast<Attempt*>(data));
  GErrorPtr error;
  GObjectPtr<GSocketConnection> connection(g_socket_client_connect_finish(
      reinterpret_cast<GSocketClient*>(client), result, Into(error)));
  if (attempt->transport == nullptr) return;
  Transport& transport = *attempt->transport;
  transport.attempt_ = nullptr;
  guarded(attempt->log, "connecting to the XMPP server", [&] {
    if (connection) {
      transport.take_over(std::move(connection));
    } else {
      transport.lose(error->message);
    }
  });
}

void Transport::take_over(GObjectPtr<GSocketConnection> connection) {
  connection_ = std::move(connection);
  socket_ = g_socket_connection_get_socket(connection_.get());
  g_socket_set_blocking(socket_, FALSE);
  // Writes are put together here; the kernel is not to wait for more.
  g_socket_set_option(socket_, IPPROTO_TCP, TCP_NODELAY, 1, nullptr);
  resume();
  events_.connected();
}

Source Transport::watch(GIOCondition condition, GSocketSourceFunc callback) {
  GSource* source = g_socket_create_source(socket_, condition, nullptr);
  g_source_set_callback(source, G_SOURCE_FUNC(callback), this, nullptr);
  g_source_attach(source, current_context().get());
  return Source(source);
}

void Transport::resume() {
  if (socket_ != nullptr && !readable_) readable_ = watch(G_IO_IN, on_readable);
}

gboolean Transport::on_readable(GSocket* /*socket*/, GIOCondition /*condition*/,
                                gpointer data) noexcept {
  auto& self = *static_cast<Transport*>(data);
  guarded(self.log_, "reading from the XMPP server", [&] { self.read(); });
  return G_SOURCE_CONTINUE;  // pause() and close() have removed it already
}

gboolean Transport::on_writable(GSocket* /*socket*/, GIOCondition /*condition*/,
                                gpointer data) noexcept {
  auto& self = *static_cast<Transport*>(data);
  self.writable_.reset();
  guarded(self.log_, "writing to the XMPP server", [&] { self.flush(); });
  return G_SOURCE_CONTINUE;
}

void Transport::read() {
  GErrorPtr error;
  const gssize count =
      g_socket_receive_with_blocking(socket_, in_.data(), in_.size(), FALSE, nullptr, Into(error));
  if (count > 0) {
    acknowledge();
    events_.received({in_.data(), static_cast<std::size_t>(count)});
  } else if (count == 0) {
    lose("the server closed the connection");
  } else if (!would_block(error)) {
    lose(error->message);
  }
}

/// A server that leaves Nagle's algorithm on, as Prosody does, holds the next stanza back until
/// what it sent last is acknowledged. To most we answer nothing that could carry that, so that the
/// kernel would wait 40 ms. The option holds for what was read; it is no state that lasts.
void Transport::acknowledge() {
  g_socket_set_option(socket_, IPPROTO_TCP, TCP_QUICKACK, 1, nullptr);
}

void Transport::flush() {
  if (socket_ == nullptr || !can_write_ || writable_ || out_.empty()) return;
  GErrorPtr error;
  std::size_t total = 0;
  while (!out_.empty() && total < most_bytes_a_turn && !error) {
    const std::string_view bytes = out_.front();
    const gssize count = g_socket_send_with_blocking(socket_, bytes.data(), bytes.size(), FALSE,
                                                     nullptr, Into(error));
    if (count < 0) break;
    out_.left(static_cast<std::size_t>(count));
    total += static_cast<std::size_t>(count);
  }
  if (error && !would_block(error)) {
    // The server's last words may wait to be read; reading meets the end behind them.
    can_write_ = false;
    return;
  }
  if (error) {
    writable_ = watch(G_IO_OUT, on_writable);
  } else if (!out_.empty()) {
    flush_.soon();
  }
  if (total > 0) events_.wrote();
}

void Transport::lose(const std::string& why) {
  close();
  events_.lost(why);
}

void Transport::close() {
  if (attempt_ != nullptr) {
    std::exchange(attempt_, nullptr)->transport = nullptr;
    g_cancellable_cancel(cancellable_.get());
  }
  readable_.reset();
  writable_.reset();
  flush_.stop();
  out_ = OutgoingBuffer(0);
  socket_ = nullptr;
  connection_.reset();
}

}  // namespace gateway
