// SPDX-License-Identifier: GPL-2.0-or-later
// One request on one of libcurl's handles; the handle is used again for others.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "gateway/http_client/client.h"
#include "gateway/http_client/request.h"

namespace gateway::http {

class Transfer {
 public:
  explicit Transfer(const ClientSettings& settings);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer();

  /// Makes the handle ready for another request.
  void begin(Outgoing outgoing, std::function<void(Outcome)> done);
  [[nodiscard]] CURL* handle() const { return handle_; }
  /// The one that `begin` was told.
  [[nodiscard]] std::function<void(Outcome)> take_done() { return std::exchange(done_, nullptr); }
  /// What became of it, once libcurl is through.
  [[nodiscard]] Outcome outcome(CURLcode result);

 private:
  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count,
                             void* data) noexcept;
  static int on_seek(void* data, curl_off_t offset, int origin) noexcept;
  static std::size_t on_write(char* part, std::size_t size, std::size_t count, void* data) noexcept;

  CURL* handle_;
  curl_slist* headers_ = nullptr;
  std::size_t max_answer_;
  Outgoing outgoing_;
  std::function<void(Outcome)> done_;
  std::size_t read_ = 0;  ///< bytes of the form that libcurl has taken
  std::string body_;
};

}  // namespace gateway::http
