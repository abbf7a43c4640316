// SPDX-License-Identifier: GPL-2.0-or-later
// The texts that wait for one carrier, and those it has not answered yet.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "gateway/carrier/carrier.h"
#include "gateway/core/backlog_loader.h"
#include "gateway/core/context.h"
#include "gateway/core/rate.h"
#include "gateway/core/verdict.h"

namespace gateway {

/// What became of texts.
class OutboxEvents {
 public:
  virtual ~OutboxEvents() = default;
  /// It is on its way: reports of this carrier_id mean it.
  virtual void carrier_accepted(const Message& message) = 0;
  /// The store has it as owing news.
  virtual void to_be_told(const Message& message) = 0;
};

/// In order for each pair of numbers: the next one goes when the one before has an answer that is
/// on disk. Pairs go side by side, as many as the carrier takes. That a text is being sent is on
/// disk before it is; where a carrier can be asked about lost answers, some more are noted so in
/// advance, so that the carrier does not wait for the disk.
class CarrierQueue {
 public:
  using Stored = std::function<void(tl::expected<MessageId, StoreError>)>;

  CarrierQueue(Context& context, std::string carrier, OutboxEvents& events);

  /// nullptr: it is not configured now; what waits, waits until it is too old.
  void set_carrier(Carrier* carrier);
  /// Finds what a run before this one left; nothing is sent before that is found.
  void start();
  /// Stores the text, as `sending` when it can go at once, so that one commit is enough.
  void take(Message message, Stored stored);
  /// Nothing new is begun.
  void drain() { is_draining_ = true; }
  void resume();

  [[nodiscard]] bool is_idle() const { return begun_ == 0 && adding_ == 0; }
  [[nodiscard]] std::size_t in_flight() const { return in_flight_; }
  [[nodiscard]] std::size_t in_memory() const { return backlog_.held(); }
  [[nodiscard]] bool is_paused() const { return pause_until_ > context_.now(); }
  [[nodiscard]] bool is_configured() const { return carrier_ != nullptr; }

 private:
  /// One pair of numbers.
  struct Lane {
    std::deque<Message> waiting;
    std::optional<Message> current;  ///< being sent or asked about, or its outcome being stored
    std::size_t adding = 0;          ///< not stored yet
    std::optional<Time> parked;      ///< until then
    bool is_ready = false;
    bool is_busy = false;
  };
  using Lanes = std::unordered_map<std::string, Lane>;
  using Place = Lanes::value_type;  ///< stays where it is until it is erased

  [[nodiscard]] Circumstances circumstances(const Message& message) const;
  [[nodiscard]] Place& lane_of(const Message& message);
  void recover(MessageId after);
  void fill();
  void wait_in_lane(Message message);
  void pump();
  void begin_ready();
  void wake_when_needed();
  void start(Place& place);
  void give();
  void send(Place& place);
  void ask(Place& place);
  void conclude(Place& place, const Verdict& verdict);
  void concluded(Place& place);
  void answered(const SendResult& answer);
  void refused(const TryLater& answer);
  [[nodiscard]] Time waits_until(const Message& message) const;
  void wait_out_pause();
  void give_up_begun();
  void park(Place& place, Time until);
  void settle(Place& place);
  [[nodiscard]] bool can_start_now(const Place& place, const Message& message) const;
  [[nodiscard]] std::size_t limit() const;
  [[nodiscard]] std::size_t limit_of_begun() const;
  void use_rate(const Message& message);

  Context& context_;
  std::string name_;
  OutboxEvents& events_;
  Carrier* carrier_ = nullptr;
  Backlog backlog_;
  BacklogLoader loader_;
  Rate rate_;
  Lanes lanes_;
  std::deque<Place*> ready_;
  std::set<std::pair<Time, Place*>> parked_;
  std::deque<Place*> begun_places_;  ///< whose current text is on disk as begun, in order
  std::size_t begun_ = 0;            ///< those, those not on disk yet, and those at the carrier
  std::size_t in_flight_ = 0;        ///< at the carrier, which has not answered
  std::size_t adding_ = 0;
  int refusals_ = 0;  ///< "not now", one after the other
  Time pause_until_{};
  bool has_recovered_ = false;
  bool is_draining_ = false;
  Timer wake_;
  Timer recover_again_;
};

}  // namespace gateway
