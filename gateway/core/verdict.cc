// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/verdict.h"

#include <algorithm>
#include <variant>

#include "gateway/core/backoff.h"

namespace gateway {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

Verdict failed(Failure failure) {
  return {.state = State::failed, .failure = std::move(failure), .owes_news = true};
}

Verdict accepted(const Message& message, const Accepted& answer, const Circumstances& given) {
  // Where no report will come, the operator may have decided that this is as good as one.
  const bool is_the_end = !given.traits.reports_delivery && given.settings.accepted_is_delivered;
  return {.state = is_the_end ? State::delivered : State::accepted,
          .carrier_id = answer.carrier_id,
          .owes_news = is_the_end && message.wants_receipt};
}

Time next_try(const Message& message, const TryLater& answer, const Circumstances& given) {
  const auto wait = backoff(given.settings.retry_first, given.settings.retry_most,
                            std::max(message.attempts, 1), given.random);
  return given.now + std::max(wait, answer.after.value_or(std::chrono::milliseconds(0)));
}

Verdict lost(const Message& message, const Circumstances& given) {
  if (!given.traits.can_be_asked) return cannot_ask(message, given);
  return {.state = State::unclear, .due = given.now + given.settings.ask_after};
}

}  // namespace

Time expiry(const Message& message, const Circumstances& given) {
  return message.received + given.settings.give_up_after + given.skipped;
}

Verdict expired(const Message& message) {
  if (message.state == State::unclear) return failed({FailureKind::unclear, {}, {}});
  return failed({FailureKind::carrier_gone, {}, {}});
}

Verdict cannot_ask(const Message& message, const Circumstances& given) {
  if (given.settings.on_lost_answer == OnLostAnswer::report) {
    return failed({FailureKind::unclear, {}, {}});
  }
  return {.state = State::queued, .due = next_try(message, {}, given)};
}

Verdict after_send(const Message& message, const SendResult& answer, const Circumstances& given) {
  return std::visit(Overloaded{
                        [&](const Accepted& said) { return accepted(message, said, given); },
                        [&](const Rejected& said) { return failed(said.failure); },
                        [&](const TryLater& said) {
                          return Verdict{
                              .state = State::queued,
                              .due = std::min(next_try(message, said, given),
                                              std::max(given.now, expiry(message, given)))};
                        },
                        [&](const Unclear&) { return lost(message, given); },
                    },
                    answer);
}

Verdict after_ask(const Message& message, const AskResult& answer, const Circumstances& given) {
  return std::visit(
      Overloaded{
          [&](const Accepted& said) { return accepted(message, said, given); },
          [&](const NeverSeen&) { return Verdict{.state = State::queued, .due = given.now}; },
          [&](const TryLater& said) {
            if (given.now >= expiry(message, given)) return expired(message);
            return Verdict{.state = State::unclear, .due = next_try(message, said, given)};
          },
          [&](const CannotTell&) { return cannot_ask(message, given); },
      },
      answer);
}

}  // namespace gateway
