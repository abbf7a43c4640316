// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/rate_limit.h"

#include <algorithm>
#include <chrono>

namespace gateway::http {

bool RateLimit::allow(const std::string& address, Time now) {
  constexpr std::size_t most_addresses = 10000;
  if (buckets_.size() >= most_addresses && !buckets_.contains(address)) buckets_.clear();
  const auto [entry, is_new] = buckets_.try_emplace(address, Bucket{per_second_, now});
  Bucket& bucket = entry->second;
  // A clock that was set back fills nothing.
  const std::chrono::duration<double> passed =
      std::max(now - bucket.filled, Time::duration::zero());
  bucket.left = std::min(per_second_, bucket.left + passed.count() * per_second_);
  bucket.filled = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace gateway::http
