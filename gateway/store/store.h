// SPDX-License-Identifier: GPL-2.0-or-later
// What the gateway must not forget. A few methods, so that SQLite and PostgreSQL can both stand
// behind them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/model/message.h"

namespace gateway {

enum class StoreErrorCode {
  full,          ///< no room on the disk: nothing was taken, what is kept is kept; room mends it
  locked,        ///< another gateway has it open
  corrupt,       ///< the file is damaged: nothing more is written to it
  newer_schema,  ///< written by a newer version
  io,
  closed,
  unknown_id,  ///< an update of a message that is not there: a mistake of the caller
  conflict,    ///< an update to a carrier_id that another message has: a mistake of the caller
};

struct StoreError {
  StoreErrorCode code = StoreErrorCode::io;
  std::string message;  ///< what is wrong with which file, and what to do
};

/// A change of a message's state; what is nullopt stays.
struct Update {
  MessageId id;
  State state = State::queued;
  Time changed{};
  std::optional<std::string> carrier_id = std::nullopt;
  std::optional<Time> due = std::nullopt;
  std::optional<int> attempts = std::nullopt;
  std::optional<Failure> failure = std::nullopt;
  std::optional<bool> owes_news = std::nullopt;
  bool can_wait = false;  ///< nobody waits for it: a moment for others to share its commit
};

/// Which messages to load, in the order of their ids.
/// Shape:   no states: all of them
struct Select {
  Direction direction = Direction::out;
  std::vector<State> states{};
  std::optional<std::string> carrier = std::nullopt;
  std::optional<std::string> user = std::nullopt;
  std::optional<std::string> own = std::nullopt;  ///< with `peer`: the pair whose order is kept
  std::optional<std::string> peer = std::nullopt;
  std::optional<bool> owes_news = std::nullopt;
  MessageId after{};  ///< only ids above
  std::size_t limit = 500;
};

/// A user that registered itself (XEP-0077), beside those in the configuration.
struct Registration {
  std::string jid;  ///< bare
  std::string number;
};

struct Counts {
  std::size_t queued = 0, sending = 0, unclear = 0, accepted = 0, delivered = 0, failed = 0,
              handed_over = 0;
};

/// Where messages of a state are counted.
[[nodiscard]] inline std::size_t& count_of(Counts& counts, State state) {
  switch (state) {
    case State::queued:
      return counts.queued;
    case State::sending:
      return counts.sending;
    case State::unclear:
      return counts.unclear;
    case State::accepted:
      return counts.accepted;
    case State::delivered:
      return counts.delivered;
    case State::handed_over:
      return counts.handed_over;
    case State::failed:
      break;
  }
  return counts.failed;
}

/// How much was asked for and is not on disk yet. Who takes messages in stops while it is high, so
/// that memory does not grow with the queue.
struct Pressure {
  std::size_t requests = 0;
  std::size_t bytes = 0;
};

/// Every call returns at once. What it asks for happens in the order of the calls, in groups that
/// share one commit; `done` runs later on the thread of the main loop, after the commit is on disk.
/// A reader sees all that was asked for before it. `done` may be empty; it runs exactly once, in
/// the order of the calls.
class Store {
 public:
  template <class T>
  using Done = std::function<void(tl::expected<T, StoreError>)>;

  struct Added {
    MessageId id;
    bool is_new = true;  ///< false: a message with the same direction, carrier and carrier_id was
                         ///< there, and nothing was added
  };

  /// As many as forget_final() deletes at a time, so that nobody waits long behind it.
  static constexpr std::size_t forgotten_at_once = 1000;

  virtual ~Store() = default;

  [[nodiscard]] virtual Pressure pressure() const = 0;

  /// `message.id` is given by the store.
  virtual void add(Message message, Done<Added> done) = 0;
  /// An update whose id is not there is an error of the caller and changes nothing.
  virtual void update(Update update, Done<void> done) = 0;

  virtual void select(Select select, Done<std::vector<Message>> done) = 0;
  virtual void find(MessageId id, Done<std::optional<Message>> done) = 0;
  virtual void find_by_carrier_id(Direction direction, std::string carrier, std::string carrier_id,
                                  Done<std::optional<Message>> done) = 0;

  /// How many are in which state; as cheap with a million as with one.
  virtual void count(Direction direction, Done<Counts> done) = 0;
  /// Of those out, one user's that were received at or after a moment.
  virtual void count_of_user(std::string user, Time since, Done<Counts> done) = 0;
  /// Deletes messages that owe no news: final ones that changed last before a moment, and accepted
  /// ones that nothing was heard of since another; the oldest of a state first, at most
  /// forgotten_at_once of them; how many. Not 0: call again.
  virtual void forget_final(Time before, Time accepted_before, Done<std::size_t> done) = 0;

  virtual void put_registration(Registration registration, Done<void> done) = 0;
  virtual void remove_registration(std::string jid, Done<void> done) = 0;
  virtual void registrations(Done<std::vector<Registration>> done) = 0;

  virtual void set_blocked(std::string user, std::string peer, bool is_blocked,
                           Done<void> done) = 0;
  virtual void blocked(Done<std::vector<std::pair<std::string, std::string>>> done) = 0;

  /// Small named values that must survive: contacts that subscribed, what a carrier remembers.
  /// Shape:   an empty value removes the key
  virtual void put(std::string key, std::string value, Done<void> done) = 0;
  /// All with this prefix, by key.
  virtual void values(std::string prefix,
                      Done<std::vector<std::pair<std::string, std::string>>> done) = 0;
};

}  // namespace gateway
