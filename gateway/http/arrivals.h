// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include <glib.h>
#include <microhttpd.h>

namespace gateway::http {

/// The connections, and since when a request of each has been on its way to us: who takes longer
/// than the limit is cut off. libmicrohttpd itself closes only who says nothing at all for so long;
/// who sends a byte now and then could hold a connection for days.
class Arrivals {
 public:
  explicit Arrivals(std::chrono::seconds limit) : limit_(limit) {}
  Arrivals(const Arrivals&) = delete;
  Arrivals& operator=(const Arrivals&) = delete;
  ~Arrivals();

  /// For MHD_OPTION_NOTIFY_CONNECTION, with the Arrivals as its data.
  static void on_connection(void* data, MHD_Connection* connection, void** slot,
                            MHD_ConnectionNotificationCode code) noexcept;
  /// For MHD_OPTION_URI_LOG_CALLBACK: a request's first line is there, its target not yet decoded.
  static void* on_line(void* data, const char* uri, MHD_Connection* connection) noexcept;

  /// The target of the request that begins, as it came: path and query.
  static std::string take_target(MHD_Connection* connection);
  /// The request is here: the answer is ours to give, and may take its time.
  static void arrived(MHD_Connection* connection);
  /// It is answered; the next one is waited for.
  static void awaits(MHD_Connection* connection);

 private:
  struct Arriving {
    MHD_socket socket = MHD_INVALID_SOCKET;
    std::string target = {};                         ///< of the request that begins
    std::optional<std::chrono::microseconds> since;  ///< nullopt: it is here, we owe the answer
  };

  static Arriving* of(MHD_Connection* connection);
  Arriving* accepted(MHD_Connection* connection);
  void closed(Arriving* arriving);
  void sweep();
  static gboolean on_sweep(gpointer data) noexcept;

  std::chrono::seconds limit_;
  std::unordered_map<Arriving*, std::unique_ptr<Arriving>> arriving_;
  guint timer_ = 0;  ///< runs while there are connections
};

}  // namespace gateway::http
