// SPDX-License-Identifier: GPL-2.0-or-later
// Which handler a request goes to, and who may make it.
#pragma once

#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "gateway/http/events.h"
#include "gateway/http/message.h"

namespace gateway::http {

enum class Access {
  open,     ///< health
  webhook,  ///< carriers: they prove themselves, and are not slowed down
  guarded,  ///< what people see: from this machine, or with the token
};

using Handler = std::function<void(Request, Reply)>;
using EventHandler = std::function<void(const Request&, std::shared_ptr<EventStream>)>;

struct Route {
  std::string method;  ///< GET serves HEAD too
  std::string path;    ///< ends with '/': all below as well
  Access access = Access::guarded;
  std::variant<Handler, EventHandler> handler;
  std::size_t max_body = std::numeric_limits<std::size_t>::max();  ///< or less, by the server
};

class Routes {
 public:
  void add(Route route) { routes_.push_back(std::move(route)); }

  struct Found {
    const Route* route = nullptr;
    int status = 404;  ///< 404 or 405 when there is no route
  };
  /// The one with the longest path that fits.
  [[nodiscard]] Found find(std::string_view method, std::string_view path) const;

 private:
  std::deque<Route> routes_;  // what is found stays where it is when others are added
};

/// Whether a request may reach a guarded route.
/// Shape:   `token` empty: none is set, and only this machine may
/// SECURITY: a page of somebody else's, open in a browser of this machine, must not reach it
/// either: the Host must be a loopback name (DNS rebinding) unless the token is given, and what
/// changes something must come from a page of ours (Origin) or from no page.
/// Errors:  a response to give instead
[[nodiscard]] std::optional<Response> refuse(const Request& request, std::string_view token);

/// Compares in a time that depends on the lengths only.
[[nodiscard]] bool is_equal_secret(std::string_view a, std::string_view b);

}  // namespace gateway::http
