// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/backlog.h"

#include <algorithm>
#include <utility>

namespace gateway {
namespace {

constexpr std::size_t page_size = 500;

}  // namespace

bool Backlog::has_room_for(const Message& message) const {
  if (all_.has_rest || all_.held >= limits_.all) return false;
  const auto number = numbers_.find(message.own);
  if (number != numbers_.end() &&
      (number->second.has_rest || number->second.held >= limits_.number)) {
    return false;
  }
  const auto pair = pairs_.find(pair_of(message));
  return pair == pairs_.end() || (!pair->second.has_rest && pair->second.held < limits_.pair);
}

void Backlog::hold(const Message& message) {
  ++all_.held;
  ++numbers_[message.own].held;
  ++pairs_[pair_of(message)].held;
}

void Backlog::release(const Message& message) {
  ids_.erase(message.id.value);
  --all_.held;
  release_one(numbers_, message.own);
  release_one(pairs_, pair_of(message));
}

void Backlog::release_one(Levels& levels, const std::string& key) {
  const auto found = levels.find(key);
  if (found == levels.end()) return;
  --found->second.held;
  if (found->second.held == 0 && !found->second.has_rest) levels.erase(found);
}

const std::string& Backlog::pair_of(const Message& message) const {
  pair_.assign(message.own).append("\t").append(message.peer);
  return pair_;
}

void Backlog::forget_if_idle(Levels& levels, const std::string& key) {
  const auto found = levels.find(key);
  if (found != levels.end() && found->second.held == 0 && !found->second.has_rest) {
    levels.erase(found);
  }
}

bool Backlog::offer(const Message& message) {
  if (message.id <= all_.cursor) return false;  // a page that was loaded meanwhile had it
  if (all_.has_rest || all_.held >= limits_.all) {
    all_.has_rest = true;
    all_.left = std::max(all_.left, message.id);
    return false;
  }
  all_.cursor = message.id;
  return take_in_number(message);
}

bool Backlog::take_in_number(const Message& message) {
  Level& number = numbers_[message.own];
  if (!number.has_rest && number.held >= limits_.number) {
    number.has_rest = true;
    number.cursor = MessageId{message.id.value - 1};
    resting_numbers_.insert(message.own);
  }
  if (!number.has_rest) return take_in_pair(message);
  number.left = message.id;
  return false;
}

bool Backlog::take_in_pair(const Message& message) {
  const std::string& key = pair_of(message);
  Level& pair = pairs_[key];
  if (!pair.has_rest && pair.held >= limits_.pair) {
    pair.has_rest = true;
    pair.cursor = MessageId{message.id.value - 1};
    resting_pairs_.insert(key);
  }
  if (pair.has_rest) {
    pair.left = message.id;
    return false;
  }
  return keep(message);
}

bool Backlog::keep(const Message& message) {
  if (!ids_.insert(message.id.value).second) return false;
  hold(message);
  return true;
}

std::optional<Select> Backlog::next() {
  if (loading_ || all_.held >= limits_.all) return std::nullopt;
  // Narrow first: what is behind them has waited longer than what a wide page would bring.
  if (auto select = narrower(Scope::pair)) return select;
  if (auto select = narrower(Scope::number)) return select;
  if (!all_.has_rest || all_.held > limits_.all / 2) return std::nullopt;
  loading_ = Page{Scope::all, {}, {}, std::min(page_size, limits_.all - all_.held), all_.left};
  Select select = what_;
  select.after = all_.cursor;
  select.limit = loading_->limit;
  return select;
}

std::optional<Select> Backlog::narrower(Scope scope) {
  const bool is_pair = scope == Scope::pair;
  const std::size_t limit = is_pair ? limits_.pair : limits_.number;
  for (const std::string& key : is_pair ? resting_pairs_ : resting_numbers_) {
    const Level& level = (is_pair ? pairs_ : numbers_).at(key);
    if (level.held > limit / 2) continue;
    const auto tab = key.find('\t');
    loading_ = Page{scope, key.substr(0, tab), is_pair ? key.substr(tab + 1) : std::string(),
                    std::min({page_size, limit - level.held, limits_.all - all_.held}), level.left};
    Select select = what_;
    select.own = loading_->own;
    if (is_pair) select.peer = loading_->peer;
    select.after = level.cursor;
    select.limit = loading_->limit;
    return select;
  }
  return std::nullopt;
}

bool Backlog::rewind() {
  if (loading_) return false;
  all_.cursor = {};
  all_.has_rest = true;
  return true;
}

std::vector<Message> Backlog::loaded(std::vector<Message> page) {
  std::vector<Message> kept;
  if (!loading_) return kept;
  if (loading_->scope == Scope::all) {
    load_all(page, kept);
  } else {
    load_level(page, kept);
  }
  loading_.reset();
  return kept;
}

void Backlog::load_all(std::vector<Message>& page, std::vector<Message>& kept) {
  for (Message& message : page) {
    if (message.id <= all_.cursor) continue;
    if (all_.held >= limits_.all) return;
    all_.cursor = message.id;
    if (take_in_number(message)) kept.push_back(std::move(message));
  }
  all_.has_rest = page.size() == loading_->limit || all_.left > loading_->left;
}

void Backlog::load_level(std::vector<Message>& page, std::vector<Message>& kept) {
  const bool is_pair = loading_->scope == Scope::pair;
  const std::string key = is_pair ? loading_->own + '\t' + loading_->peer : loading_->own;
  Levels& levels = is_pair ? pairs_ : numbers_;
  const auto found = levels.find(key);
  if (found == levels.end()) return;
  Level& level = found->second;
  // What the level above has not looked at yet is its to hand down.
  MessageId end = all_.cursor;
  if (is_pair) {
    const auto number = numbers_.find(loading_->own);
    if (number != numbers_.end() && number->second.has_rest) end = number->second.cursor;
  }
  const std::size_t limit = is_pair ? limits_.pair : limits_.number;
  bool has_rest = page.size() == loading_->limit || level.left > loading_->left;
  for (Message& message : page) {
    if (message.id > end) {
      has_rest = level.left > loading_->left;
      break;
    }
    if (all_.held >= limits_.all || level.held >= limit) {
      has_rest = true;
      break;
    }
    level.cursor = message.id;
    if (is_pair ? keep(message) : take_in_pair(message)) kept.push_back(std::move(message));
  }
  level.has_rest = has_rest;
  if (!has_rest) (is_pair ? resting_pairs_ : resting_numbers_).erase(key);
  forget_if_idle(levels, key);
}

}  // namespace gateway
