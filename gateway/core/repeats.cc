// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/repeats.h"

#include <functional>
#include <string>

namespace gateway {
namespace {

constexpr std::chrono::minutes remembered_for{10};
constexpr std::size_t most_remembered = 20'000;

}  // namespace

std::optional<Repeats::Key> Repeats::key_of(const Message& message) {
  if (message.stanza_id.empty()) return std::nullopt;
  std::string all;
  const auto add = [&all](const std::string& part) { all.append(part).push_back('\0'); };
  add(message.user);
  add(message.peer);
  add(message.stanza_id);
  add(message.body);
  for (const std::string& url : message.media)
    add(url);
  return std::hash<std::string>{}(all);
}

bool Repeats::is_same(const Message& one, const Message& other) {
  return one.user == other.user && one.peer == other.peer && one.stanza_id == other.stanza_id &&
         one.body == other.body && one.media == other.media;
}

const MessageId* Repeats::find(Key key) const {
  const auto found = seen_.find(key);
  const bool is_there =
      found != seen_.end() && context_.now() - found->second.when < remembered_for;
  return is_there ? &found->second.id : nullptr;
}

void Repeats::begun(Key key) {
  const Time now = context_.now();
  const auto is_over = [&] {
    return by_age_.size() >= most_remembered || now - by_age_.front().first >= remembered_for;
  };
  while (!by_age_.empty() && is_over()) {
    const auto [when, old] = by_age_.front();
    by_age_.pop_front();
    const auto found = seen_.find(old);
    // It may have begun anew since.
    if (found != seen_.end() && found->second.when == when) seen_.erase(found);
  }
  seen_[key] = {now, {}};
  by_age_.emplace_back(now, key);
}

void Repeats::stored(Key key, MessageId id) {
  const auto found = seen_.find(key);
  if (found != seen_.end()) found->second.id = id;
}

}  // namespace gateway
