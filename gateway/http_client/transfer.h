// SPDX-License-Identifier: GPL-2.0-or-later
// One request on one of libcurl's handles; the handle is used again for others.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>

#include "gateway/http_client/client.h"
#include "gateway/http_client/request.h"

namespace gateway::http {

class Transfer {
 public:
  /// Errors:  throws std::bad_alloc, or std::runtime_error with what libcurl does not take
  explicit Transfer(const ClientSettings& settings);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// Makes the handle ready for another request.
  /// Errors:  what libcurl does not take. Not to be sent then, nor begun again: it would be another
  ///          request than was meant, say one without its password.
  [[nodiscard]] CURLcode begin(Outgoing outgoing);
  [[nodiscard]] CURL* handle() const { return handle_.get(); }
  /// What became of it, once libcurl is through.
  [[nodiscard]] Outcome outcome(CURLcode result);

 private:
  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count,
                             void* data) noexcept;
  static int on_seek(void* data, curl_off_t offset, int origin) noexcept;
  static std::size_t on_write(char* part, std::size_t size, std::size_t count, void* data) noexcept;

  struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  void add_header(const char* line);

  std::unique_ptr<curl_slist, Free> headers_;
  std::size_t max_answer_;
  Outgoing outgoing_;
  std::size_t read_ = 0;  ///< bytes of the form that libcurl has taken
  std::string body_;
  std::unique_ptr<CURL, Free> handle_;  // goes before what it refers to
};

}  // namespace gateway::http
