// SPDX-License-Identifier: GPL-2.0-or-later
// Stanzas that must reach the XMPP server.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "gateway/core/context.h"

namespace gateway {

/// Sends in order while the link is up; what the server has not confirmed when the link breaks is
/// sent again, in order, before anything newer. One ping stands behind all that was sent since the
/// last, so a burst costs few.
class Courier {
 public:
  struct Parcel {
    std::function<xml::Element()> write;  ///< at each sending, so that it says how late it is
    std::function<void()> handed_over;
  };

  explicit Courier(Context& context) : context_(context) {}

  /// What is put waits here: who puts bounds how much.
  void put(Parcel parcel);
  void link_up();
  void link_down();
  void link_writable() { pump(); }
  [[nodiscard]] bool is_idle() const { return waiting_.empty() && sent_.empty(); }

 private:
  void pump();
  void fence();
  void fenced(std::uint64_t epoch, std::size_t count, bool has_passed);

  Context& context_;
  std::deque<Parcel> waiting_;
  std::deque<Parcel> sent_;
  std::size_t fenced_ = 0;   ///< of those sent, before the ping that is out; 0: none is
  std::uint64_t epoch_ = 0;  ///< of the link: an answer of an earlier one says nothing
};

}  // namespace gateway
