// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that were taken in the last minutes, so that the same one is known when it comes again.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

#include "gateway/core/context.h"

namespace gateway {

/// Clients send a text again, by the same id, when their stream broke before the server said that
/// it has it (XEP-0198; libpurple too). In memory, and no more than it has room for: the oldest go
/// first.
class Repeats {
 public:
  /// Of a text: user, phone, id and what it says.
  using Key = std::size_t;

  explicit Repeats(const Context& context) : context_(context) {}

  /// nullopt: without an id of its own, another text may say the same.
  [[nodiscard]] static std::optional<Key> key_of(const Message& message);
  /// Whether both are what one key stands for.
  [[nodiscard]] static bool is_same(const Message& one, const Message& other);

  /// The first one: nullptr when there is none, 0 while nobody knows what becomes of it.
  [[nodiscard]] const MessageId* find(Key key) const;
  void begun(Key key);
  void stored(Key key, MessageId id);
  void forget(Key key) { seen_.erase(key); }

 private:
  struct Seen {
    Time when{};
    MessageId id{};
  };

  const Context& context_;
  std::unordered_map<Key, Seen> seen_;
  std::deque<std::pair<Time, Key>> by_age_;
};

}  // namespace gateway
