// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/quota.h"

#include <utility>

namespace gateway {

void Quota::take(const std::string& user, Done done) {
  if (context_.settings().texts_per_day == 0) return done(Answer::granted);
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
        counted(user, today, counts);
      }));
}

void Quota::give_back(const std::string& user) {
  const auto found = users_.find(user);
  if (found != users_.end() && found->second.sent > 0) --found->second.sent;
}

void Quota::decide(Day& day, const Done& done) const {
  const bool has_left = day.sent < context_.settings().texts_per_day;
  if (has_left) ++day.sent;
  done(has_left ? Answer::granted : Answer::used_up);
}

void Quota::counted(const std::string& user, Time day,
                    const tl::expected<Counts, StoreError>& counts) {
  const auto found = users_.find(user);
  if (day != today_ || found == users_.end()) return;
  const auto waiting = std::exchange(found->second.waiting, {});
  if (!counts) {
    ++context_.counters().store_errors;
    users_.erase(found);
    for (const auto& done : waiting)
      done(Answer::unknown);
    return;
  }
  found->second.is_known = true;
  found->second.sent = counts->queued + counts->sending + counts->unclear + counts->accepted +
                       counts->delivered + counts->failed;
  for (const auto& done : waiting)
    decide(found->second, done);
}

}  // namespace gateway
