// SPDX-License-Identifier: GPL-2.0-or-later
// A request and its answer, as values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string target = {};  ///< path and query as they came, not decoded
  std::string path;         ///< percent-decoded, without the query
  Fields query;             ///< decoded, in its order
  Fields headers;           ///< names in lower case
  std::string body;
  std::string peer;  ///< the address it came from
  bool is_loopback = false;

  /// The first of this name (lower case).
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body = {};
  Fields headers = {};
};

/// Answers one request, once, now or later. A reply that goes without an answer is a 500: no client
/// waits in vain.
class Reply {
 public:
  explicit Reply(std::function<void(Response)> answer) : answer_(std::move(answer)) {}
  Reply(Reply&& other) noexcept : answer_(std::exchange(other.answer_, nullptr)) {}
  Reply& operator=(Reply&&) = delete;
  ~Reply() {
    if (answer_) (*this)({.status = 500, .body = "The request was not answered.\n"});
  }

  void operator()(Response response) {
    if (const auto answer = std::exchange(answer_, nullptr)) answer(std::move(response));
  }

 private:
  std::function<void(Response)> answer_;
};

}  // namespace gateway::http
