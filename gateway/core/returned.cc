// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/returned.h"

#include <algorithm>
#include <vector>

namespace gateway {

bool Returned::wait(Message message) {
  const std::int64_t id = message.id.value;
  if (!waiting_.contains(id) && waiting_.size() >= context_.settings().window) return false;
  Timer timer(context_.scheduler(), message.due, [this, id] { end(id); });
  waiting_.insert_or_assign(id, Waiting{std::move(message), std::move(timer)});
  return true;
}

void Returned::hurry(const std::string& user) {
  std::vector<std::int64_t> ids;
  for (const auto& [id, waiting] : waiting_)
    if (waiting.message.user == user) ids.push_back(id);
  std::ranges::sort(ids);
  for (const std::int64_t id : ids)
    end(id);
}

void Returned::end(std::int64_t id) {
  auto ended = waiting_.extract(id);
  if (!ended.empty()) again_(std::move(ended.mapped().message));
}

}  // namespace gateway
