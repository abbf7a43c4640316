// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/transfer.h"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <utility>

namespace gateway::http {
namespace {

/// A connection that lay idle for longer may be closed on the other side just as we use it.
constexpr long oldest_connection = 45;

}  // namespace

Transfer::Transfer(const ClientSettings& settings)
    : max_answer_(settings.max_answer), handle_(curl_easy_init()) {
  if (!handle_) throw std::bad_alloc();
  const auto set = [this](CURLoption option, auto value) {
    const CURLcode result = curl_easy_setopt(handle(), option, value);
    if (result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(result));
  };
  // No "Expect: 100-continue": it costs a round trip, and some servers never answer it.
  add_header("Expect:");
  add_header("Accept: application/json");
  set(CURLOPT_HTTPHEADER, headers_.get());
  set(CURLOPT_PRIVATE, this);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  // May fail: a libcurl that does not know HTTP/2 does without.
  curl_easy_setopt(handle(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(CURLOPT_MAXAGE_CONN, oldest_connection);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  set(CURLOPT_USERAGENT, settings.agent.c_str());
  set(CURLOPT_SSL_VERIFYPEER, settings.verify_tls ? 1L : 0L);
  set(CURLOPT_SSL_VERIFYHOST, settings.verify_tls ? 2L : 0L);
  if (!settings.ca_file.empty()) set(CURLOPT_CAINFO, settings.ca_file.c_str());
  set(CURLOPT_READFUNCTION, &Transfer::on_read);
  set(CURLOPT_READDATA, this);
  set(CURLOPT_SEEKFUNCTION, &Transfer::on_seek);
  set(CURLOPT_SEEKDATA, this);
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_write);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
}

void Transfer::add_header(const char* line) {
  curl_slist* const longer = curl_slist_append(headers_.get(), line);
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers_.release());  // `longer` begins with it
  headers_.reset(longer);
}

CURLcode Transfer::begin(Outgoing outgoing) {
  outgoing_ = std::move(outgoing);
  read_ = 0;
  body_.clear();
  CURLcode result = CURLE_OK;
  const auto set = [&](CURLoption option, auto value) {
    if (result == CURLE_OK) result = curl_easy_setopt(handle(), option, value);
  };
  set(CURLOPT_URL, outgoing_.url.c_str());
  // Where HTTP/2 is offered one connection carries all, so it is worth waiting for the first.
  set(CURLOPT_PIPEWAIT, outgoing_.url.starts_with("https:") ? 1L : 0L);
  const bool has_user = !outgoing_.user.empty();
  set(CURLOPT_USERNAME, has_user ? outgoing_.user.c_str() : nullptr);
  set(CURLOPT_PASSWORD, has_user ? outgoing_.password.c_str() : nullptr);
  if (outgoing_.form) {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(outgoing_.form->size()));
  } else {
    set(CURLOPT_HTTPGET, 1L);
  }
  return result;
}

std::size_t Transfer::on_read(char* buffer, std::size_t size, std::size_t count,
                              void* data) noexcept {
  auto& self = *static_cast<Transfer*>(data);
  const std::string& form = *self.outgoing_.form;
  const std::size_t part = std::min(size * count, form.size() - self.read_);
  std::copy_n(form.data() + self.read_, part, buffer);
  self.read_ += part;
  return part;
}

/// libcurl sends a POST again by itself when a kept connection dies before an answer, and rewinds
/// the body for that. The text would go out twice, so there is no rewinding.
int Transfer::on_seek(void* /*data*/, curl_off_t /*offset*/, int /*origin*/) noexcept {
  return CURL_SEEKFUNC_FAIL;
}

std::size_t Transfer::on_write(char* part, std::size_t size, std::size_t count,
                               void* data) noexcept {
  auto& self = *static_cast<Transfer*>(data);
  const std::size_t length = size * count;
  if (self.body_.size() + length > self.max_answer_) return 0;
  try {
    self.body_.append(part, length);
  } catch (const std::bad_alloc&) {
    return 0;
  }
  return length;
}

Outcome Transfer::outcome(CURLcode result) {
  if (result == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    Answer answer{.status = static_cast<int>(status), .retry_after = {}, .body = std::move(body_)};
    curl_header* header = nullptr;
    if (curl_easy_header(handle(), "Retry-After", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
      answer.retry_after = header->value;
    }
    return answer;
  }
  std::string why = curl_easy_strerror(result);
  if (result == CURLE_SEND_FAIL_REWIND) why = "the connection ended before the answer";
  if (outgoing_.form && read_ == 0) return NotSent{std::move(why)};
  return Unanswered{std::move(why)};
}

}  // namespace gateway::http
