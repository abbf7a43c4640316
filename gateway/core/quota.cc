// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/quota.h"

#include <utility>

namespace gateway {

void Quota::take(const std::string& user, std::function<void(bool)> done) {
  if (context_.settings().texts_per_day == 0) return done(true);
  const Time today = std::chrono::floor<std::chrono::days>(context_.now());
  if (today != today_) {
    // Whoever still waits for yesterday's count is asked about with today's.
    std::unordered_map<std::string, Day> yesterday;
    yesterday.swap(users_);
    today_ = today;
    for (auto& [name, day] : yesterday) {
      for (auto& waiting : day.waiting)
        take(name, std::move(waiting));
    }
  }
  Day& day = users_[user];
  if (day.is_known) return decide(day, done);
  day.waiting.push_back(std::move(done));
  if (day.waiting.size() > 1) return;
  context_.store().count_of_user(
      user, today,
      context_.alive([this, user, today](const tl::expected<Counts, StoreError>& counts) {
        // A store that cannot count will not take the text either.
        const Counts sent = counts.value_or(Counts{});
        counted(user, today,
                sent.queued + sent.sending + sent.unclear + sent.accepted + sent.delivered +
                    sent.failed);
      }));
}

void Quota::decide(Day& day, const std::function<void(bool)>& done) const {
  const bool has_left = day.sent < context_.settings().texts_per_day;
  if (has_left) ++day.sent;
  done(has_left);
}

void Quota::counted(const std::string& user, Time day, std::size_t sent) {
  const auto found = users_.find(user);
  if (day != today_ || found == users_.end()) return;
  found->second.is_known = true;
  found->second.sent = sent;
  const auto waiting = std::exchange(found->second.waiting, {});
  for (const auto& done : waiting)
    decide(found->second, done);
}

}  // namespace gateway
