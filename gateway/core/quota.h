// SPDX-License-Identifier: GPL-2.0-or-later
// How many texts a user may send in a day.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gateway/core/context.h"

namespace gateway {

/// Counts by the UTC day. The first text of a user's day asks the store, so that a restart does not
/// begin anew; the rest is counted here.
class Quota {
 public:
  explicit Quota(Context& context) : context_(context) {}

  /// Takes one text off the user's day; false when none is left. At once, but for the first.
  void take(const std::string& user, std::function<void(bool)> done);

 private:
  struct Day {
    std::size_t sent = 0;
    bool is_known = false;
    std::vector<std::function<void(bool)>> waiting;
  };

  void decide(Day& day, const std::function<void(bool)>& done) const;
  void counted(const std::string& user, Time day, std::size_t sent);

  Context& context_;
  Time today_{};
  std::unordered_map<std::string, Day> users_;
};

}  // namespace gateway
