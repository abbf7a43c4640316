// SPDX-License-Identifier: GPL-2.0-or-later
// One TCP connection: bytes in, bytes out, on the main loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/glib.h"
#include "gateway/base/log.h"
#include "gateway/base/loop_timer.h"
#include "gateway/link/outgoing_buffer.h"

namespace gateway {

class TransportEvents {
 public:
  virtual ~TransportEvents() = default;
  virtual void connected() = 0;
  virtual void received(std::string_view bytes) = 0;
  /// Some of the outgoing bytes have left.
  virtual void wrote() = 0;
  /// The connection cannot be made, or has ended; nothing comes any more.
  virtual void lost(const std::string& why) = 0;
};

/// Connects at once, in the thread's main context. May be closed, but not destroyed, from its own
/// events.
class Transport {
 public:
  Transport(Log& log, TransportEvents& events, const std::string& host, std::uint16_t port,
            std::size_t buffer_bytes);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  ~Transport() { close(); }

  [[nodiscard]] OutgoingBuffer& out() { return out_; }
  /// Writes what is in out() in the main loop's next turn: all of one turn leaves together.
  void flush_soon() { flush_.soon(); }
  /// As much as the socket takes now.
  void flush();

  /// Stops and goes on reading: what is not read waits at the server.
  void pause() { readable_.reset(); }
  void resume();

  /// No event comes any more.
  void close();

 private:
  struct Attempt;

  static void on_connected(GObject* client, GAsyncResult* result, gpointer attempt) noexcept;
  static gboolean on_readable(GSocket* socket, GIOCondition condition, gpointer self) noexcept;
  static gboolean on_writable(GSocket* socket, GIOCondition condition, gpointer self) noexcept;
  void take_over(GObjectPtr<GSocketConnection> connection);
  void read();
  void acknowledge();
  void lose(const std::string& why);
  [[nodiscard]] Source watch(GIOCondition condition, GSocketSourceFunc callback);

  Log& log_;
  TransportEvents& events_;
  OutgoingBuffer out_;
  std::vector<char> in_;
  Attempt* attempt_ = nullptr;  ///< while it connects; frees itself
  GObjectPtr<GCancellable> cancellable_;
  GObjectPtr<GSocketConnection> connection_;
  GSocket* socket_ = nullptr;  ///< the connection's
  bool can_write_ = true;
  Source readable_;
  Source writable_;
  LoopTimer flush_;
};

}  // namespace gateway
