// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/returned.h"

namespace gateway {

bool Returned::wait(Message message) {
  const std::int64_t id = message.id.value;
  if (!waiting_.contains(id) && waiting_.size() >= context_.settings().window) return false;
  const Time due = message.due;
  waiting_[id] =
      Timer(context_.scheduler(), due, [this, id, message = std::move(message)]() mutable {
        waiting_.erase(id);
        again_(std::move(message));
      });
  return true;
}

}  // namespace gateway
