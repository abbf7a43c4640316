// SPDX-License-Identifier: GPL-2.0-or-later
// One text at the carrier: from the moment it is begun to its outcome on disk.
#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "gateway/core/backoff.h"
#include "gateway/core/carrier_queue.h"
#include "gateway/core/keep.h"

namespace gateway {
namespace {

/// So many refusals without a text taken in between are the carrier's state, not the texts'.
constexpr int refusals_before_pause = 8;
/// What a text that is too old and may have arrived still waits to be asked about.
constexpr std::chrono::minutes worth_waiting{10};

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
  if (now >= end && (!is_unclear || carrier_ == nullptr || is_paused())) {
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
  if (is_paused()) give_up_begun();
  while (!begun_places_.empty() && in_flight_ < limit() && !is_paused()) {
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
    // Only what the carrier says of all: that a text may still come to be listed is nothing against
    // the others.
    const auto* later = std::get_if<TryLater>(&answer);
    if (later != nullptr && later->is_for_all) refused(*later);
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
  refused(*later);
}

void CarrierQueue::refused(const TryLater& answer) {
  if (answer.is_for_all && answer.after)
    pause_until_ = std::max(pause_until_, context_.now() + *answer.after);
  if (++refusals_ < refusals_before_pause) return;
  const Settings& settings = context_.settings();
  const auto wait = backoff(settings.retry_first, settings.retry_most,
                            refusals_ - refusals_before_pause + 1, context_.random());
  pause_until_ = std::max(pause_until_, context_.now() + wait);
}

/// How long it may wait in a pause: until it is too old. One that may have arrived is asked about
/// first, if that can be soon.
Time CarrierQueue::waits_until(const Message& message) const {
  const bool is_soon = pause_until_ - context_.now() <= worth_waiting;
  if (message.state == State::unclear && is_soon) return pause_until_;
  return std::min(expiry(message, circumstances(message)), pause_until_);
}

/// Nothing is begun now, and a pause may be longer than a text may wait.
void CarrierQueue::wait_out_pause() {
  while (!ready_.empty()) {
    Place& place = *ready_.front();
    ready_.pop_front();
    place.second.is_ready = false;
    const Time until = waits_until(place.second.waiting.front());
    until <= context_.now() ? start(place) : park(place, until);
  }
}

void CarrierQueue::give_up_begun() {
  const auto may_wait = [&](const Place* place) {
    return waits_until(*place->second.current) > context_.now();
  };
  const auto begin = std::stable_partition(begun_places_.begin(), begun_places_.end(), may_wait);
  const std::vector<Place*> too_old(begin, begun_places_.end());
  begun_places_.erase(begin, begun_places_.end());
  for (Place* place : too_old) {
    --begun_;
    conclude(*place, expired(*place->second.current));
  }
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
