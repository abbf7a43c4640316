// SPDX-License-Identifier: GPL-2.0-or-later
// How many texts a user may send in a day.
#pragma once

#include <cstddef>
#include <cstdint>
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
  enum class Answer : std::uint8_t {
    granted,
    used_up,
    unknown,  ///< the store could not count; the next text asks again
  };
  using Done = std::function<void(Answer)>;

  explicit Quota(Context& context) : context_(context) {}

  /// Takes one text off the user's day, where one is left. At once, but for the first.
  void take(const std::string& user, Done done);
  /// One that was granted and was not sent after all.
  void give_back(const std::string& user);

 private:
  struct Day {
    std::size_t sent = 0;
    bool is_known = false;
    std::vector<Done> waiting;
  };

  void decide(Day& day, const Done& done) const;
  void counted(const std::string& user, Time day, const tl::expected<Counts, StoreError>& counts);

  Context& context_;
  Time today_{};
  std::unordered_map<std::string, Day> users_;
};

}  // namespace gateway
