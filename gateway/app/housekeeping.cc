// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/housekeeping.h"

#include <algorithm>

namespace gateway::app {
namespace {

constexpr std::chrono::hours every{1};
constexpr std::chrono::milliseconds between{100};

/// Long after the last report that a carrier could still send of a text it has accepted.
constexpr std::chrono::days silent_at_least{7};

}  // namespace

void Housekeeping::keep(std::chrono::seconds how_long) {
  how_long_ = how_long;
  next_ = Timer(scheduler_, clock_.now(), [this] { forget_some(); });
}

void Housekeeping::forget_some() {
  const Time now = clock_.now();
  const auto silent = std::max<std::chrono::seconds>(how_long_, silent_at_least);
  store_.forget_final(
      now - how_long_, now - silent,
      [this,
       token = std::weak_ptr<int>(token_)](const tl::expected<std::size_t, StoreError>& gone) {
        if (token.expired()) return;
        if (!gone) {
          log_.say(LogLevel::warning, "old texts could not be deleted",
                   {{"why", gone.error().message}});
        } else if (*gone != 0) {
          log_.say(LogLevel::debug, "old texts were deleted", {{"count", std::to_string(*gone)}});
        }
        const bool is_more = gone && *gone != 0;
        next_ =
            Timer(scheduler_, clock_.now() + (is_more ? between : std::chrono::milliseconds(every)),
                  [this] { forget_some(); });
      });
}

}  // namespace gateway::app
