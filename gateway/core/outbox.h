// SPDX-License-Identifier: GPL-2.0-or-later
// Texts on their way out: a queue for each carrier, so that a dead one delays only its own.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "gateway/core/carrier_queue.h"
#include "gateway/core/carriers.h"

namespace gateway {

class Outbox {
 public:
  Outbox(Context& context, OutboxEvents& events) : context_(context), events_(events) {}

  /// Also for those that are gone since: what waits for them is told as failed in its time.
  void start(const Carriers& carriers);
  void set_carriers(const Carriers& carriers);
  /// `stored` once it is on disk, or was not taken.
  void take(Message message, CarrierQueue::Stored stored);
  /// One that failed, as a new text.
  void take_again(Message failed, CarrierQueue::Stored stored);
  /// Begins nothing new, until resume().
  void drain();
  void resume();
  /// Begins nothing new any more.
  void end();
  [[nodiscard]] bool is_draining() const { return is_draining_; }
  [[nodiscard]] bool is_idle() const;

  [[nodiscard]] const std::map<std::string, std::unique_ptr<CarrierQueue>>& queues() const {
    return queues_;
  }

 private:
  CarrierQueue& queue(const std::string& carrier);

  Context& context_;
  OutboxEvents& events_;
  bool is_draining_ = false;
  bool has_ended_ = false;
  std::map<std::string, std::unique_ptr<CarrierQueue>> queues_;
};

}  // namespace gateway
