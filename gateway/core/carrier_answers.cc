// SPDX-License-Identifier: GPL-2.0-or-later
// One text at the carrier: from the moment it is begun to its outcome on disk.
#include <algorithm>
#include <utility>
#include <variant>

#include "gateway/core/backoff.h"
#include "gateway/core/carrier_queue.h"
#include "gateway/core/keep.h"

namespace gateway {
namespace {

/// So many refusals without a text taken in between are the carrier's state, not the texts'.
constexpr int refusals_before_pause = 8;

}  // namespace

Circumstances CarrierQueue::circumstances(const Message& message) const {
  return {context_.settings(), carrier_ == nullptr ? CarrierTraits{} : carrier_->traits(),
          context_.now(), context_.random(), context_.skipped_since(message.received)};
}

void CarrierQueue::start(Place& place) {
  Lane& lane = place.second;
  const Message& head = lane.waiting.front();
  const Time now = context_.now();
  const bool is_unclear = head.state == State::unclear;
  const Time end = expiry(head, circumstances(head));
  if (now < end && carrier_ == nullptr) return park(place, end);
  if (!is_unclear && now < end && rate_.next(head.own) > now) {
    return park(place, rate_.next(head.own));
  }

  lane.current = std::move(lane.waiting.front());
  lane.waiting.pop_front();
  lane.is_busy = true;
  if (now >= end && (!is_unclear || carrier_ == nullptr)) {
    return conclude(place, expired(*lane.current));
  }
  ++begun_;
  if (is_unclear) {
    begun_places_.push_back(&place);
    return;  // pump() gives it
  }

  ++lane.current->attempts;
  if (lane.current->attempts > 1) ++context_.counters().out_retries;
  use_rate(*lane.current);
  Update update{.id = lane.current->id,
                .state = State::sending,
                .changed = now,
                .attempts = lane.current->attempts};
  context_.store().update(
      std::move(update),
      context_.alive([this, &place](const tl::expected<void, StoreError>& stored) {
        if (stored) {
          begun_places_.push_back(&place);
          return pump();
        }
        // Nothing was sent, so nothing has changed: it waits, as it stands on disk.
        ++context_.counters().store_errors;
        --begun_;
        conclude(place, {.state = State::queued, .due = context_.now() + std::chrono::seconds(1)});
        pump();
      }));
}

/// What is on disk as begun goes to the carrier, as many as it takes.
void CarrierQueue::give() {
  while (!begun_places_.empty() && in_flight_ < limit() && context_.now() >= pause_until_) {
    Place& place = *begun_places_.front();
    begun_places_.pop_front();
    if (carrier_ == nullptr) {  // reloaded away meanwhile
      --begun_;
      conclude(place, {.state = place.second.current->state == State::unclear ? State::unclear
                                                                              : State::queued,
                       .due = context_.now()});
      continue;
    }
    ++in_flight_;
    place.second.current->state == State::unclear ? ask(place) : send(place);
  }
}

void CarrierQueue::send(Place& place) {
  Message& message = *place.second.current;
  message.state = State::sending;
  carrier_->send(message, context_.alive([this, &place](const SendResult& answer) {
    --in_flight_;
    --begun_;
    answered(answer);
    conclude(place,
             after_send(*place.second.current, answer, circumstances(*place.second.current)));
    pump();
  }));
}

void CarrierQueue::ask(Place& place) {
  if (!carrier_->traits().can_be_asked) {
    --in_flight_;
    --begun_;
    return conclude(place, cannot_ask(*place.second.current, circumstances(*place.second.current)));
  }
  carrier_->ask(*place.second.current, context_.alive([this, &place](const AskResult& answer) {
    --in_flight_;
    --begun_;
    ++place.second.current->attempts;
    conclude(place, after_ask(*place.second.current, answer, circumstances(*place.second.current)));
    pump();
  }));
}

void CarrierQueue::answered(const SendResult& answer) {
  if (std::holds_alternative<Unclear>(answer)) ++context_.counters().out_unclear;
  const auto* later = std::get_if<TryLater>(&answer);
  if (later == nullptr) {
    refusals_ = 0;
    return;
  }
  if (later->is_for_all && later->after)
    pause_until_ = std::max(pause_until_, context_.now() + *later->after);
  if (++refusals_ < refusals_before_pause) return;
  const Settings& settings = context_.settings();
  const auto wait = backoff(settings.retry_first, settings.retry_most,
                            refusals_ - refusals_before_pause + 1, context_.random());
  pause_until_ = std::max(pause_until_, context_.now() + wait);
}

void CarrierQueue::conclude(Place& place, const Verdict& verdict) {
  Message& message = *place.second.current;
  message.state = verdict.state;
  message.due = verdict.due;
  message.changed = context_.now();
  message.failure = verdict.failure;
  message.owes_news = verdict.owes_news;
  if (!verdict.carrier_id.empty()) message.carrier_id = verdict.carrier_id;

  Update update{.id = message.id,
                .state = message.state,
                .changed = message.changed,
                .due = message.due,
                .attempts = message.attempts};
  if (!verdict.carrier_id.empty()) update.carrier_id = verdict.carrier_id;
  if (message.state == State::failed) update.failure = message.failure;
  if (message.owes_news) update.owes_news = true;
  keep(context_, std::move(update), [this, &place] { concluded(place); });
}

void CarrierQueue::concluded(Place& place) {
  Lane& lane = place.second;
  lane.is_busy = false;
  Message message = *std::exchange(lane.current, std::nullopt);
  if (message.state == State::queued || message.state == State::unclear) {
    lane.waiting.push_front(std::move(message));
    settle(place);
  } else {
    backlog_.release(message);
    settle(place);
    if (message.state == State::failed) {
      ++context_.counters().out_failed;
    } else {
      ++context_.counters().out_accepted;
      events_.carrier_accepted(message);
    }
    if (message.owes_news) events_.to_be_told(message);
  }
  fill();
  pump();
}

}  // namespace gateway
