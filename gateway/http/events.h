// SPDX-License-Identifier: GPL-2.0-or-later
// Server-sent events: a page that is told what changes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace gateway::http {

/// One open stream of events to one page. Outlives the page: then nothing is sent any more.
class EventStream {
 public:
  virtual ~EventStream() = default;
  /// False when the page is gone or reads too slowly; it is then closed, and asks anew by itself.
  /// Shape:   `data` of any content but NUL; UTF-8
  /// Source:  WHATWG HTML §9.2 (server-sent events)
  virtual bool send(std::string_view event, std::string_view data) = 0;
  [[nodiscard]] virtual bool is_open() const = 0;
};

/// An event as it goes over the wire: a line of data for each line of `data`.
[[nodiscard]] std::string format_event(std::string_view event, std::string_view data);

}  // namespace gateway::http
