// SPDX-License-Identifier: GPL-2.0-or-later
// What is said at once to what came in: refusals, presence, answers to queries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>

#include "gateway/core/context.h"
#include "gateway/core/courier.h"
#include "gateway/core/stanza_error.h"

namespace gateway {

/// None is dropped because the link takes nothing just then. A text that was refused is on no disk,
/// so its refusal goes by the courier, which says it again when the link breaks, as far as there is
/// room for that; and what the link could not take before it ended, the next run says.
class Replies {
 public:
  Replies(Context& context, Courier& courier) : context_(context), courier_(courier) {}

  /// Says what a run before this one could not.
  void start();
  void send(xml::Element stanza);
  /// To the sender of a text that was not taken, in their language.
  void refuse(const xml::Element& stanza, const StanzaError& why);
  /// The link is up, or has room again.
  void flush();
  /// So much waits for room that nothing more is to be read.
  [[nodiscard]] bool is_full() const;
  /// The link does not come back: what waits, and what is said from here on, is for the next run.
  /// Answers to queries are not: nobody waits for them so long.
  void link_ended();

 private:
  struct Owed {
    xml::Element stanza;
    std::size_t bytes = 0;
    std::string key = {};  ///< in the store; empty: it is only here
  };

  void owe(Owed owed);
  void told(std::uint64_t number);
  void keep(const xml::Element& stanza);

  Context& context_;
  Courier& courier_;
  std::map<std::uint64_t, Owed> owed_;  ///< refusals, until the server has them
  std::size_t owed_bytes_ = 0;
  std::uint64_t last_owed_ = 0;
  std::deque<Owed> waiting_;  ///< all else, for room
  std::size_t waiting_bytes_ = 0;
  std::uint64_t kept_ = 0;
  bool has_ended_ = false;
};

}  // namespace gateway
