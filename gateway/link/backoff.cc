// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/backoff.h"

#include <algorithm>
#include <cstdint>

namespace gateway {

std::chrono::milliseconds Backoff::next(Range range) {
  constexpr int most_doublings = 20;
  const std::int64_t factor = std::int64_t{1} << std::min(attempts_, most_doublings);
  attempts_ = std::min(attempts_ + 1, most_doublings);
  const auto whole = std::min(range.most, range.first * factor);
  const double part = 0.5 + random_() / 2;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(static_cast<double>(whole.count()) * part));
}

}  // namespace gateway
