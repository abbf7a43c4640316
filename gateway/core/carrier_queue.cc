// SPDX-License-Identifier: GPL-2.0-or-later
// Which text goes next, and when.
#include "gateway/core/carrier_queue.h"

#include <algorithm>
#include <utility>

#include "gateway/core/keep.h"
#include "sms/segments.h"

namespace gateway {

CarrierQueue::CarrierQueue(Context& context, std::string carrier, OutboxEvents& events)
    : context_(context),
      name_(std::move(carrier)),
      events_(events),
      backlog_({.direction = Direction::out, .states = {State::queued}, .carrier = name_},
               {.all = context.settings().window,
                .number = context.settings().window_of_number,
                .pair = context.settings().window_of_pair}),
      loader_(
          context, backlog_,
          [this](Message message) {
            // The clock was put back since: what it was to wait for may be hours away.
            if (message.changed > context_.now()) message.due = context_.now();
            wait_in_lane(std::move(message));
          },
          [this] {
            fill();
            pump();
          }) {}

void CarrierQueue::set_carrier(Carrier* carrier) {
  // One that a reload left alone still wants to be waited for.
  if (carrier == std::exchange(carrier_, carrier)) return pump();
  refusals_ = 0;
  pause_until_ = {};
  // Whoever waited for another carrier of this name need not wait for its time.
  for (const auto& [until, place] : std::exchange(parked_, {})) {
    place->second.parked.reset();
    settle(*place);
  }
  pump();
}

void CarrierQueue::start() {
  recover({});
}

void CarrierQueue::recover(MessageId after) {
  Select select{.direction = Direction::out,
                .states = {State::sending, State::unclear},
                .carrier = name_,
                .after = after};
  context_.store().select(
      select, context_.alive([this, after, limit = select.limit](
                                 tl::expected<std::vector<Message>, StoreError> found) {
        if (!found) {
          ++context_.counters().store_errors;
          recover_again_ = Timer(context_.scheduler(), context_.now() + pause_after_store_error,
                                 [this, after] { recover(after); });
          return;
        }
        const MessageId last = found->empty() ? after : found->back().id;
        const bool is_all = found->size() < limit;
        for (Message& message : *found) {
          // Whether the carrier had it when the run before this one ended, nobody knows.
          message.state = State::unclear;
          message.due = context_.now() + context_.settings().ask_after;
          backlog_.hold(message);
          backlog_.identify(message.id);
          wait_in_lane(std::move(message));
        }
        if (!is_all) return recover(last);
        has_recovered_ = true;
        fill();
        pump();
      }));
}

std::size_t CarrierQueue::limit() const {
  return carrier_ == nullptr ? 1 : std::max<std::size_t>(carrier_->traits().max_in_flight, 1);
}

std::size_t CarrierQueue::limit_of_begun() const {
  // Of those that a crash finds begun, nobody knows whether they were sent: no more than have to be
  // where nobody can be asked.
  constexpr std::size_t in_advance = 256;
  const bool may = carrier_ != nullptr && carrier_->traits().can_be_asked;
  return limit() + (may ? in_advance : 0);
}

CarrierQueue::Place& CarrierQueue::lane_of(const Message& message) {
  return *lanes_.try_emplace(message.own + '\t' + message.peer).first;
}

bool CarrierQueue::can_start_now(const Place& place, const Message& message) const {
  const Lane& lane = place.second;
  const Time now = context_.now();
  return has_recovered_ && !is_draining_ && carrier_ != nullptr && begun_ < limit_of_begun() &&
         now >= pause_until_ && !lane.is_busy && lane.waiting.empty() && lane.adding == 0 &&
         ready_.empty() && rate_.next(message.own) <= now && backlog_.has_room_for(message);
}

void CarrierQueue::take(Message message, Stored stored) {
  Place& place = lane_of(message);
  const bool at_once = can_start_now(place, message);
  message.state = State::queued;
  if (at_once) {
    message.state = State::sending;
    message.attempts = 1;
    place.second.is_busy = true;
    ++begun_;
    backlog_.hold(message);
    use_rate(message);
  }
  ++place.second.adding;
  ++adding_;
  Message to_store = message;
  context_.store().add(std::move(to_store),
                       context_.alive([this, &place, at_once, message = std::move(message),
                                       stored = std::move(stored)](
                                          tl::expected<Store::Added, StoreError> added) mutable {
                         --place.second.adding;
                         --adding_;
                         if (!added) {
                           ++context_.counters().store_errors;
                           if (at_once) {
                             place.second.is_busy = false;
                             --begun_;
                             backlog_.release(message);
                           }
                           settle(place);
                           pump();
                           return stored(tl::unexpected(added.error()));
                         }
                         message.id = added->id;
                         stored(message.id);
                         if (at_once) {
                           backlog_.identify(message.id);
                           place.second.current = std::move(message);
                           begun_places_.push_back(&place);
                         } else if (backlog_.offer(message)) {
                           place.second.waiting.push_back(std::move(message));
                         }
                         settle(place);
                         fill();
                         pump();
                       }));
}

void CarrierQueue::resume() {
  is_draining_ = false;
  fill();
  pump();
}

void CarrierQueue::fill() {
  if (has_recovered_ && !is_draining_) loader_.load_page();
}

void CarrierQueue::wait_in_lane(Message message) {
  Place& place = lane_of(message);
  place.second.waiting.push_back(std::move(message));
  settle(place);
}

void CarrierQueue::settle(Place& place) {
  Lane& lane = place.second;
  if (lane.is_busy || lane.is_ready || lane.parked) return;
  if (!lane.waiting.empty()) {
    const Message& head = lane.waiting.front();
    if (head.due > context_.now()) return park(place, head.due);
    lane.is_ready = true;
    ready_.push_back(&place);
  } else if (lane.adding == 0) {
    lanes_.erase(place.first);
  }
}

void CarrierQueue::park(Place& place, Time until) {
  place.second.parked = until;
  parked_.emplace(until, &place);
}

void CarrierQueue::pump() {
  if (!has_recovered_) return;
  if (!is_draining_) begin_ready();
  give();
  wake_when_needed();
}

void CarrierQueue::begin_ready() {
  const Time now = context_.now();
  while (!parked_.empty() && parked_.begin()->first <= now) {
    Place& place = *parked_.begin()->second;
    parked_.erase(parked_.begin());
    place.second.parked.reset();
    place.second.is_ready = true;
    ready_.push_back(&place);
  }
  if (is_paused()) return wait_out_pause();
  while (!ready_.empty() && begun_ < limit_of_begun()) {
    Place& place = *ready_.front();
    ready_.pop_front();
    place.second.is_ready = false;
    start(place);
  }
}

void CarrierQueue::wake_when_needed() {
  std::optional<Time> next;
  if (!parked_.empty() && !is_draining_) next = parked_.begin()->first;
  if (is_paused()) {
    for (const Place* place : begun_places_)
      next = std::min(next.value_or(pause_until_), waits_until(*place->second.current));
  }
  if (!next || (wake_.is_set() && wake_.when() == *next)) return;
  wake_ = Timer(context_.scheduler(), *next, [this] {
    wake_ = Timer();
    fill();
    pump();
  });
}

void CarrierQueue::use_rate(const Message& message) {
  const double per_second = carrier_->traits().per_second_and_number;
  if (per_second <= 0) return;
  const auto cost = sms::segment(message.body);
  rate_.used(message.own, cost ? cost->segments : 1, per_second, context_.now());
}

}  // namespace gateway
