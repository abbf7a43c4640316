// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the waiting messages are in memory, and which stay on disk until there is room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gateway/store/store.h"

namespace gateway {

/// Keeps a bounded number of messages in the order of their ids. One originating number, or one
/// pair of numbers, can only fill a part of it: what is beyond is left for a page of its own, so
/// that whoever is stuck does not keep the others on disk.
class Backlog {
 public:
  struct Limits {
    std::size_t all = 2000;
    std::size_t number = 500;  ///< of one Message::own
    std::size_t pair = 50;     ///< of one (own, peer)
  };

  /// Shape:   `what` says direction, states and carrier
  Backlog(Select what, Limits limits) : what_(std::move(what)), limits_(limits) {}

  /// True when a message that was just stored is to be kept; else it is found on disk later.
  [[nodiscard]] bool offer(const Message& message);
  /// True when nothing of this pair is on disk only, and there is room.
  [[nodiscard]] bool has_room_for(const Message& message) const;
  /// Counts one that never was on disk as waiting (has_room_for() was true).
  void hold(const Message& message);
  /// The held one has its id now: no page brings it again.
  void identify(MessageId id) { ids_.insert(id.value); }
  /// One that was kept or held is no longer in memory.
  void release(const Message& message);
  [[nodiscard]] std::size_t held() const { return all_.held; }
  [[nodiscard]] bool has_rest() const { return all_.has_rest; }

  /// What to load next; one at a time: until loaded() or failed(), nothing.
  [[nodiscard]] std::optional<Select> next();
  /// What of it is to be kept, in order.
  [[nodiscard]] std::vector<Message> loaded(std::vector<Message> page);
  void failed() { loading_.reset(); }
  /// Looks through the disk from its beginning again: some that had left came back. Not in a page's
  /// time: false.
  [[nodiscard]] bool rewind();

 private:
  /// All up to `cursor` is in memory, gone, or left to a narrower level; `has_rest`: there may be
  /// more behind it, at least up to `left`.
  struct Level {
    std::size_t held = 0;
    bool has_rest = false;
    MessageId cursor{};
    MessageId left{};
  };
  enum class Scope { all, number, pair };
  struct Page {
    Scope scope;
    std::string own;
    std::string peer;
    std::size_t limit;
    MessageId left;  ///< of its level, when it was asked for: what was left later is not in it
  };
  using Levels = std::unordered_map<std::string, Level>;

  /// Valid until the next call.
  [[nodiscard]] const std::string& pair_of(const Message& message) const;
  bool keep(const Message& message);
  bool take_in_number(const Message& message);
  bool take_in_pair(const Message& message);
  static void release_one(Levels& levels, const std::string& key);
  static void forget_if_idle(Levels& levels, const std::string& key);
  [[nodiscard]] std::optional<Select> narrower(Scope scope);
  void load_all(std::vector<Message>& page, std::vector<Message>& kept);
  void load_level(std::vector<Message>& page, std::vector<Message>& kept);

  Select what_;
  Limits limits_;
  Level all_{.has_rest = true};  ///< a restart finds what was left
  Levels numbers_;
  Levels pairs_;
  std::set<std::string> resting_numbers_;  ///< those with a rest
  std::set<std::string> resting_pairs_;
  std::unordered_set<std::int64_t> ids_;  ///< of those held
  std::optional<Page> loading_;
  mutable std::string pair_;  ///< of pair_of(), which is asked often
};

}  // namespace gateway
