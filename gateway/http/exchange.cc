// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/exchange.h"

#include <algorithm>

namespace gateway::http {
namespace {

/// What waits for a page that reads slowly; more, and it has to ask anew.
constexpr std::size_t most_waiting = std::size_t{4} << 20;

void add_headers(MHD_Response* made, const std::string& type, const Fields& headers) {
  MHD_add_response_header(made, "Content-Type", type.c_str());
  MHD_add_response_header(made, "Cache-Control", "no-store");
  MHD_add_response_header(made, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(made, "Referrer-Policy", "no-referrer");
  MHD_add_response_header(made, "Content-Security-Policy",
                          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
  for (const auto& [name, value] : headers)
    MHD_add_response_header(made, name.c_str(), value.c_str());
}

}  // namespace

MHD_Result give(MHD_Connection* connection, const Response& response) {
  MHD_Response* made = MHD_create_response_from_buffer(
      response.body.size(), const_cast<char*>(response.body.data()), MHD_RESPMEM_MUST_COPY);
  if (made == nullptr) return MHD_NO;
  add_headers(made, response.type, response.headers);
  const MHD_Result result =
      MHD_queue_response(connection, static_cast<unsigned>(response.status), made);
  MHD_destroy_response(made);
  return result;
}

Exchange::Exchange(MHD_Connection* connection, const Route& route, Request request,
                   std::size_t max_body, std::function<void()> wake)
    : connection_(connection),
      route_(route),
      request_(std::move(request)),
      max_body_(max_body),
      wake_(std::move(wake)) {}

bool Exchange::take(std::string_view part) {
  if (request_.body.size() + part.size() > max_body_) return false;
  request_.body += part;
  return true;
}

MHD_Result Exchange::complete() {
  if (!is_dispatched_) {
    is_dispatched_ = true;
    return dispatch();
  }
  if (response_) return give(connection_, *response_);
  return MHD_NO;  // resumed without an answer: the server stops
}

MHD_Result Exchange::dispatch() {
  if (std::holds_alternative<EventHandler>(route_.handler)) return stream();
  const auto& handler = std::get<Handler>(route_.handler);
  handler(std::move(request_), Reply([self = shared_from_this()](Response response) {
            self->answer(std::move(response));
          }));
  if (response_) return give(connection_, *response_);
  suspend();
  return MHD_YES;
}

void Exchange::answer(Response response) {
  if (connection_ == nullptr) return;
  response_ = std::move(response);
  resume();
}

MHD_Result Exchange::stream() {
  MHD_Response* made =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, on_read, this, nullptr);
  if (made == nullptr) return MHD_NO;
  add_headers(made, "text/event-stream; charset=utf-8", {});
  const MHD_Result result = MHD_queue_response(connection_, 200, made);
  MHD_destroy_response(made);
  if (result == MHD_YES) {
    std::get<EventHandler>(route_.handler)(request_, shared_from_this());
  }
  return result;
}

// Runs only while the connection is there, and with it this.
ssize_t Exchange::on_read(void* data, std::uint64_t /*position*/, char* buffer,
                          std::size_t size) noexcept {
  auto* self = static_cast<Exchange*>(data);
  if (self->is_ending_) return MHD_CONTENT_READER_END_OF_STREAM;
  if (self->events_.empty()) {
    self->suspend();
    return 0;
  }
  const std::size_t count = std::min(size, self->events_.size());
  std::copy_n(self->events_.data(), count, buffer);
  self->events_.erase(0, count);
  return static_cast<ssize_t>(count);
}

bool Exchange::send(std::string_view event, std::string_view data) {
  if (connection_ == nullptr || is_ending_) return false;
  if (events_.size() > most_waiting) {
    is_ending_ = true;
  } else {
    events_ += format_event(event, data);
  }
  resume();
  return !is_ending_;
}

void Exchange::suspend() {
  is_suspended_ = true;
  MHD_suspend_connection(connection_);
}

void Exchange::resume() {
  if (!is_suspended_) return;
  is_suspended_ = false;
  MHD_resume_connection(connection_);
  wake_();
}

void Exchange::close() {
  connection_ = nullptr;
  is_suspended_ = false;
}

void Exchange::abandon() {
  is_ending_ = true;
  if (is_suspended_) MHD_resume_connection(connection_);
  is_suspended_ = false;
}

}  // namespace gateway::http
