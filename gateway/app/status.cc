// SPDX-License-Identifier: GPL-2.0-or-later
// What the gateway says of itself over HTTP.
#include "gateway/app/daemon.h"
#include "gateway/app/metrics.h"
#include "gateway/link/problem.h"

namespace gateway::app {

void Daemon::add_status_routes() {
  const auto add = [this](const char* path, http::Access access, auto answer) {
    routes_.add(
        {"GET", path, access, http::Handler([answer](const http::Request&, http::Reply reply) {
           answer(std::move(reply));
         })});
  };
  add("/healthz", http::Access::open, [](http::Reply reply) { reply({.body = "alive\n"}); });
  add("/readyz", http::Access::open, [this](http::Reply reply) { answer_ready(std::move(reply)); });
  add("/metrics", http::Access::guarded,
      [this](http::Reply reply) { answer_metrics(std::move(reply)); });
}

void Daemon::answer_ready(http::Reply reply) {
  if (is_stopping_) return reply({.status = 503, .body = "stopping\n"});
  if (!link_ || !link_->is_up()) {
    const std::string why = link_ ? link_->problem() : "";
    return reply({.status = 503, .body = no_server(why) + "\n"});
  }
  if (is_store_behind()) return reply({.status = 503, .body = "the store is behind\n"});
  if (!store_problem_.empty()) {
    // Whether it works again shows when something is written that takes room.
    store_->put(std::string(probe_key), std::string(16'384, '-'), {});
    return reply({.status = 503, .body = store_problem_ + "\n"});
  }
  // std::function wants what can be copied.
  auto held = std::make_shared<http::Reply>(std::move(reply));
  store_->values("readyz/", [held](const auto& found) {
    found ? (*held)({.body = "ready\n"})
          : (*held)({.status = 503, .body = "the store does not answer\n"});
  });
}

void Daemon::answer_metrics(http::Reply reply) {
  if (!switchboard_) return reply({.status = 503, .body = "starting\n"});
  auto held = std::make_shared<http::Reply>(std::move(reply));
  auto observed = std::make_shared<Observed>();
  observed->counters = switchboard_->counters();
  observed->pressure = store_->pressure();
  observed->link_is_up = link_->is_up();
  observed->link_waiting_bytes = link_->waiting_bytes();
  observed->webhooks = fleet_->webhooks();
  observed->inbound_in_memory = switchboard_->inbound_in_memory();
  store_->count(Direction::out, [observed](const auto& counts) {
    if (counts) observed->out = *counts;
  });
  store_->count(Direction::in, [observed, held](const auto& counts) {
    if (counts) observed->in = *counts;
    (*held)({.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_page(*observed)});
  });
}

}  // namespace gateway::app
