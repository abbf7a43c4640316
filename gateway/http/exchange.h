// SPDX-License-Identifier: GPL-2.0-or-later
// One request and its answer on a connection of libmicrohttpd's.
#pragma once

#include <microhttpd.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/http/route.h"

namespace gateway::http {

/// Gives an answer to a connection at once.
MHD_Result give(MHD_Connection* connection, const Response& response);

/// Waits for its answer with the connection suspended, and is the stream when it is one of events.
class Exchange : public EventStream, public std::enable_shared_from_this<Exchange> {
 public:
  /// Shape:   `wake` makes the daemon run in a later turn of the main loop
  Exchange(MHD_Connection* connection, const Route& route, Request request, std::size_t max_body,
           std::function<void()> wake);

  /// Part of the body. False: more than is allowed.
  [[nodiscard]] bool take(std::string_view part);
  /// The whole request is here, or its answer is.
  MHD_Result complete();

  /// The connection is gone.
  void close();
  /// The server stops: the connection goes on, so that it can end.
  void abandon();

  // EventStream
  bool send(std::string_view event, std::string_view data) override;
  [[nodiscard]] bool is_open() const override { return connection_ != nullptr; }

 private:
  static ssize_t on_read(void* data, std::uint64_t position, char* buffer,
                         std::size_t size) noexcept;
  void answer(Response response);
  MHD_Result dispatch();
  MHD_Result stream();
  void suspend();
  void resume();

  MHD_Connection* connection_;
  const Route& route_;
  Request request_;
  std::size_t max_body_;
  std::function<void()> wake_;
  bool is_dispatched_ = false;
  bool is_suspended_ = false;
  bool is_ending_ = false;
  std::optional<Response> response_;
  std::string events_;
};

}  // namespace gateway::http
