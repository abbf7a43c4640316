// SPDX-License-Identifier: GPL-2.0-or-later
// How often one address may ask.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "gateway/model/clock.h"

namespace gateway::http {

/// A bucket for each address, which a second fills with `per_second` requests.
/// Shape:   remembers at most 10,000 addresses; when there are more, all begin anew
class RateLimit {
 public:
  explicit RateLimit(double per_second) : per_second_(per_second) {}

  /// False: too often.
  [[nodiscard]] bool allow(const std::string& address, Time now);

 private:
  struct Bucket {
    double left = 0;
    Time filled{};
  };

  double per_second_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace gateway::http
