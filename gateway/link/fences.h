// SPDX-License-Identifier: GPL-2.0-or-later
// Pings that are on their way, and who waits for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/xml/element.h"

namespace gateway {

class Fences {
 public:
  using Done = std::function<void(bool)>;
  using Moment = std::chrono::microseconds;  ///< since any fixed point

  /// Pings go from `domain` to `server`. `salt` is hard to guess: it is in every id.
  Fences(std::string domain, std::string server, std::uint64_t salt);

  /// The ping to send; `done` is called when it comes back.
  [[nodiscard]] xml::Element add(Done done, Moment now);

  /// Whether this stanza answers a ping of ours, even one that is forgotten. An error counts: the
  /// server has read the ping. The one who waited is in `answered`, not yet called.
  /// SECURITY: only from the server itself, so that no user can answer for it.
  [[nodiscard]] bool take(const xml::Element& stanza, std::optional<Done>& answered);

  /// All who wait, and nobody waits any more.
  [[nodiscard]] std::deque<Done> take_all();

  /// When the oldest was sent that still waits.
  [[nodiscard]] std::optional<Moment> oldest() const;

 private:
  struct Waiting {
    std::uint64_t number;
    Moment since;
    Done done;
  };

  std::string domain_;
  std::string server_;
  std::string prefix_;
  std::uint64_t last_ = 0;
  std::deque<Waiting> waiting_;  ///< oldest first
};

}  // namespace gateway
