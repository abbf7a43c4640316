// SPDX-License-Identifier: GPL-2.0-or-later
// A request to somebody else's server, and what became of it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace gateway::http {

struct Outgoing {
  std::string url;
  std::optional<std::string> form;  ///< a POST of application/x-www-form-urlencoded; else a GET
  std::string user;                 ///< HTTP basic authentication, when not empty
  std::string password;
};

/// A whole answer, whatever it says.
struct Answer {
  int status = 0;
  std::string retry_after;  ///< the header of this name, or empty
  std::string body;
};
/// Nothing of the body has left: the other side cannot have acted on it.
struct NotSent {
  std::string why;
};
/// It may have been acted on or not: the answer did not come, or not to its end.
struct Unanswered {
  std::string why;
};
using Outcome = std::variant<Answer, NotSent, Unanswered>;

/// Who makes requests.
class Requester {
 public:
  virtual ~Requester() = default;
  /// `done` runs once, later, on the main loop; not at all when this goes first. No request is made
  /// twice, for whatever reason.
  virtual void request(Outgoing outgoing, std::function<void(Outcome)> done) = 0;
};

}  // namespace gateway::http
