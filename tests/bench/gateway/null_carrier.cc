// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/null_carrier.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "tests/bench/gateway/stanzas.h"

namespace gateway::bench {

void NullCarrier::send(const Message& message, std::function<void(SendResult)> done) {
  if (!manner_.is_closed) times_.note(number_behind(message.body, "text ").value_or(0));
  // As long as a carrier's own, and in no order either.
  answers_.push_back({std::move(done), fmt::format("SM{:016x}{:016x}", random_(), random_())});
  answering_.soon();
}

void NullCarrier::answer() {
  for (Answer& answer : std::exchange(answers_, {})) {
    if (manner_.is_closed) {
      answer.done(TryLater{"closed", std::chrono::hours(1)});
      continue;
    }
    answer.done(Accepted{answer.id});
    if (manner_.reports) tell(std::move(answer.id));
  }
}

void NullCarrier::tell(std::string id) {
  events_->report(name_, {.carrier_id = id, .state = State::delivered, .failure = {}},
                  [this, id](bool is_taken) {
                    if (is_taken) return;
                    untold_.push_back(id);
                    telling_again_.start(std::chrono::milliseconds(20));
                  });
}

void NullCarrier::ask(const Message& /*message*/, std::function<void(AskResult)> done) {
  done(CannotTell{});
}

void NullCarrier::add_route(http::Routes& routes, CarrierEvents& events) {
  events_ = &events;
  routes.add({.method = "POST",
              .path = "/null/message",
              .access = http::Access::webhook,
              .handler = http::Handler([this](http::Request request, http::Reply reply) {
                std::string_view rest = request.body;
                const auto cut = [&rest] {
                  const auto tab = rest.find('\t');
                  const std::string word(rest.substr(0, tab));
                  rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
                  return word;
                };
                Inbound text;
                text.carrier_id = cut();
                text.from = cut();
                text.to = cut();
                text.body = rest;
                auto shared = std::make_shared<http::Reply>(std::move(reply));
                events_->inbound(name_, std::move(text), [shared](bool is_taken) {
                  (*shared)({.status = is_taken ? 204 : 503});
                });
              })});
}

}  // namespace gateway::bench
