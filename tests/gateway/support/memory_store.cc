// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/support/memory_store.h"

#include <algorithm>

namespace gateway::test {
namespace {

bool is_wanted(const Message& message, const Select& select) {
  return message.direction == select.direction &&
         (select.states.empty() || std::ranges::count(select.states, message.state) != 0) &&
         (!select.carrier || message.carrier == *select.carrier) &&
         (!select.user || message.user == *select.user) &&
         (!select.own || message.own == *select.own) &&
         (!select.peer || message.peer == *select.peer) &&
         (!select.owes_news || message.owes_news == *select.owes_news);
}

}  // namespace

template <class T, class Work>
void MemoryStore::answer(Done<T> done, Work work) {
  tl::expected<T, StoreError> result =
      error_ ? tl::expected<T, StoreError>(tl::unexpect, *error_) : work();
  if (!done) return;
  post_([done = std::move(done), result = std::move(result)] { done(result); });
}

MemoryStore::CarrierKey MemoryStore::key_of(const Message& message) {
  return {message.direction, message.carrier, message.carrier_id};
}

void MemoryStore::add(Message message, Done<Added> done) {
  answer<Added>(std::move(done), [&]() -> tl::expected<Added, StoreError> {
    const auto same = by_carrier_id_.find(key_of(message));
    if (same != by_carrier_id_.end()) return Added{.id = same->second, .is_new = false};
    message.id = MessageId{++last_id_};
    if (!message.carrier_id.empty()) by_carrier_id_.emplace(key_of(message), message.id);
    const auto id = message.id;
    messages_.emplace(id, std::move(message));
    return Added{.id = id, .is_new = true};
  });
}

void MemoryStore::update(Update update, Done<void> done) {
  answer<void>(std::move(done), [&]() -> tl::expected<void, StoreError> {
    const auto found = messages_.find(update.id);
    if (found == messages_.end()) {
      return tl::unexpected(StoreError{StoreErrorCode::unknown_id,
                                       "there is no message " + std::to_string(update.id.value)});
    }
    auto& message = found->second;
    if (update.carrier_id && *update.carrier_id != message.carrier_id) {
      const CarrierKey key{message.direction, message.carrier, *update.carrier_id};
      if (by_carrier_id_.contains(key)) {
        return tl::unexpected(
            StoreError{StoreErrorCode::conflict,
                       "another message has the carrier's id " + *update.carrier_id});
      }
      by_carrier_id_.erase(key_of(message));
      message.carrier_id = *update.carrier_id;
      if (!message.carrier_id.empty()) by_carrier_id_.emplace(key, message.id);
    }
    message.state = update.state;
    message.changed = update.changed;
    message.due = update.due.value_or(message.due);
    message.attempts = update.attempts.value_or(message.attempts);
    if (update.failure) message.failure = *update.failure;
    message.owes_news = update.owes_news.value_or(message.owes_news);
    return {};
  });
}

void MemoryStore::select(Select select, Done<std::vector<Message>> done) {
  answer<std::vector<Message>>(std::move(done),
                               [&]() -> tl::expected<std::vector<Message>, StoreError> {
                                 std::vector<Message> result;
                                 for (auto at = messages_.upper_bound(select.after);
                                      at != messages_.end() && result.size() < select.limit; ++at) {
                                   if (is_wanted(at->second, select)) result.push_back(at->second);
                                 }
                                 return result;
                               });
}

void MemoryStore::find(MessageId id, Done<std::optional<Message>> done) {
  using Result = tl::expected<std::optional<Message>, StoreError>;
  answer<std::optional<Message>>(std::move(done), [&]() -> Result {
    const auto found = messages_.find(id);
    if (found == messages_.end()) return std::nullopt;
    return found->second;
  });
}

void MemoryStore::find_by_carrier_id(Direction direction, std::string carrier,
                                     std::string carrier_id, Done<std::optional<Message>> done) {
  using Result = tl::expected<std::optional<Message>, StoreError>;
  answer<std::optional<Message>>(std::move(done), [&]() -> Result {
    const auto found = by_carrier_id_.find({direction, std::move(carrier), std::move(carrier_id)});
    if (found == by_carrier_id_.end()) return std::nullopt;
    return messages_.at(found->second);
  });
}

void MemoryStore::count(Direction direction, Done<Counts> done) {
  answer<Counts>(std::move(done), [&]() -> tl::expected<Counts, StoreError> {
    Counts counts;
    for (const auto& [id, message] : messages_) {
      if (message.direction == direction) ++count_of(counts, message.state);
    }
    return counts;
  });
}

void MemoryStore::count_of_user(std::string user, Time since, Done<Counts> done) {
  answer<Counts>(std::move(done), [&]() -> tl::expected<Counts, StoreError> {
    Counts counts;
    for (const auto& [id, message] : messages_) {
      if (message.direction != Direction::out || message.user != user) continue;
      if (message.received >= since) ++count_of(counts, message.state);
    }
    return counts;
  });
}

void MemoryStore::forget_final(Time before, Time accepted_before, Done<std::size_t> done) {
  answer<std::size_t>(std::move(done), [&]() -> tl::expected<std::size_t, StoreError> {
    std::vector<std::pair<Time, MessageId>> old;
    for (const auto& [id, message] : messages_) {
      const bool is_accepted = message.state == State::accepted;
      if (!is_accepted && !is_final(message.state)) continue;
      if (!message.owes_news && message.changed < (is_accepted ? accepted_before : before))
        old.emplace_back(message.changed, id);
    }
    std::ranges::sort(old);
    old.resize(std::min(old.size(), forgotten_at_once));
    for (const auto& [changed, id] : old) {
      by_carrier_id_.erase(key_of(messages_.at(id)));
      messages_.erase(id);
    }
    return old.size();
  });
}

void MemoryStore::put_registration(Registration registration, Done<void> done) {
  answer<void>(std::move(done), [&]() -> tl::expected<void, StoreError> {
    registrations_[registration.jid] = registration.number;
    return {};
  });
}

void MemoryStore::remove_registration(std::string jid, Done<void> done) {
  answer<void>(std::move(done), [&]() -> tl::expected<void, StoreError> {
    registrations_.erase(jid);
    return {};
  });
}

void MemoryStore::registrations(Done<std::vector<Registration>> done) {
  using Result = tl::expected<std::vector<Registration>, StoreError>;
  answer<std::vector<Registration>>(std::move(done), [&]() -> Result {
    std::vector<Registration> result;
    for (const auto& [jid, number] : registrations_)
      result.push_back({jid, number});
    return result;
  });
}

void MemoryStore::set_blocked(std::string user, std::string peer, bool is_blocked,
                              Done<void> done) {
  answer<void>(std::move(done), [&]() -> tl::expected<void, StoreError> {
    std::pair entry(std::move(user), std::move(peer));
    if (is_blocked) {
      blocked_.insert(std::move(entry));
    } else {
      blocked_.erase(entry);
    }
    return {};
  });
}

void MemoryStore::blocked(Done<std::vector<std::pair<std::string, std::string>>> done) {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  answer<Pairs>(std::move(done), [&]() -> tl::expected<Pairs, StoreError> {
    return Pairs(blocked_.begin(), blocked_.end());
  });
}

void MemoryStore::put(std::string key, std::string value, Done<void> done) {
  answer<void>(std::move(done), [&]() -> tl::expected<void, StoreError> {
    if (put_error_) return tl::unexpected(*put_error_);
    if (value.empty()) {
      values_.erase(key);
    } else {
      values_[std::move(key)] = std::move(value);
    }
    return {};
  });
}

void MemoryStore::values(std::string prefix,
                         Done<std::vector<std::pair<std::string, std::string>>> done) {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  answer<Pairs>(std::move(done), [&]() -> tl::expected<Pairs, StoreError> {
    Pairs result;
    for (auto at = values_.lower_bound(prefix);
         at != values_.end() && at->first.starts_with(prefix); ++at) {
      result.emplace_back(*at);
    }
    return result;
  });
}

}  // namespace gateway::test
