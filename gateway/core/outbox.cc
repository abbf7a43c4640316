// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/outbox.h"

#include <algorithm>
#include <utility>

namespace gateway {
namespace {

/// Which carriers there ever were, so that texts for one that was removed are not forgotten.
constexpr std::string_view carrier_prefix = "carrier/";

}  // namespace

CarrierQueue& Outbox::queue(const std::string& carrier) {
  auto& queue = queues_[carrier];
  if (!queue) {
    queue = std::make_unique<CarrierQueue>(context_, carrier, events_);
    if (is_draining_) queue->drain();
    queue->start();
  }
  return *queue;
}

void Outbox::start(const Carriers& carriers) {
  set_carriers(carriers);
  context_.store().values(
      std::string(carrier_prefix),
      context_.alive([this](const tl::expected<std::vector<std::pair<std::string, std::string>>,
                                               StoreError>& known) {
        if (!known) return;
        for (const auto& [key, value] : *known)
          queue(key.substr(carrier_prefix.size()));
      }));
}

void Outbox::set_carriers(const Carriers& carriers) {
  for (const auto& [name, carrier] : carriers.all()) {
    if (!queues_.contains(name)) {
      context_.store().put(std::string(carrier_prefix).append(name), "1", {});
    }
    queue(name).set_carrier(carrier);
  }
  for (auto& [name, queue] : queues_) {
    if (carriers.find(name) == nullptr) queue->set_carrier(nullptr);
  }
}

void Outbox::take(Message message, CarrierQueue::Stored stored) {
  CarrierQueue& way = queue(message.carrier);
  way.take(std::move(message), std::move(stored));
}

void Outbox::take_again(Message failed, CarrierQueue::Stored stored) {
  failed.id = {};
  failed.carrier_id.clear();
  failed.failure = {};
  failed.attempts = 0;
  failed.owes_news = false;
  failed.received = failed.changed = failed.due = context_.now();
  take(std::move(failed), std::move(stored));
}

void Outbox::drain() {
  is_draining_ = true;
  for (auto& [name, queue] : queues_)
    queue->drain();
}

void Outbox::resume() {
  if (has_ended_) return;
  is_draining_ = false;
  for (auto& [name, queue] : queues_)
    queue->resume();
}

void Outbox::end() {
  has_ended_ = true;
  drain();
}

bool Outbox::is_idle() const {
  return std::ranges::all_of(queues_, [](const auto& entry) { return entry.second->is_idle(); });
}

}  // namespace gateway
