// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/pair_table.h"

#include <algorithm>
#include <charconv>

namespace gateway {
namespace {

// What a Peer's last two bits say of the others.
constexpr std::uint64_t is_e164 = 1;
constexpr std::uint64_t is_short_code = 2;
constexpr std::uint64_t is_name = 3;

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 31U)) * 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 29U)) * 0xBF58476D1CE4E5B9U;
  return value ^ (value >> 32U);
}

}  // namespace

std::optional<PairTable::Peer> PairTable::number_of(std::string_view peer) {
  constexpr std::size_t most_digits = 15;
  const bool has_plus = peer.starts_with('+');
  const std::string_view digits = peer.substr(has_plus ? 1 : 0);
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  // Another zero in front would be another number that looks the same here.
  if (has_plus && digits.front() == '0') return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (has_plus) return number << 2U | is_e164;
  return (number << 4U | digits.size()) << 2U | is_short_code;
}

PairTable::Name PairTable::make_name(std::string_view text) {
  const auto known = numbers_of_names_.find(text);
  if (known != numbers_of_names_.end()) return known->second;
  const auto name = static_cast<Name>(names_.size());
  numbers_of_names_.emplace(names_.emplace_back(text), name);
  return name;
}

std::optional<PairTable::Name> PairTable::name_of(std::string_view text) const {
  const auto known = numbers_of_names_.find(text);
  if (known == numbers_of_names_.end()) return std::nullopt;
  return known->second;
}

std::optional<PairTable::Peer> PairTable::peer_of(std::string_view peer) const {
  if (const auto number = number_of(peer)) return number;
  const auto name = name_of(peer);
  if (!name) return std::nullopt;
  return Peer{*name} << 2U | is_name;
}

void PairTable::claim(std::string_view own, std::string_view peer, std::string_view user) {
  const auto number = number_of(peer);
  const Peer phone = number ? *number : Peer{make_name(peer)} << 2U | is_name;
  const Entry entry{phone, make_name(own), make_name(user)};
  const auto there = by_own_.find(entries_, entry.own, phone);
  const bool is_same = there && entries_[*there].user == entry.user;
  if (!is_same) entries_.push_back(entry);
  const auto at = is_same ? *there : static_cast<std::uint32_t>(entries_.size() - 1);
  by_own_.put(entries_, at);
  by_user_.put(entries_, at);
}

const std::string* PairTable::user_of(std::string_view own, std::string_view peer) const {
  const auto name = name_of(own);
  const auto phone = peer_of(peer);
  if (!name || !phone) return nullptr;
  const auto at = by_own_.find(entries_, *name, *phone);
  return at ? &names_[entries_[*at].user] : nullptr;
}

const std::string* PairTable::own_of(std::string_view user, std::string_view peer) const {
  const auto name = name_of(user);
  const auto phone = peer_of(peer);
  if (!name || !phone) return nullptr;
  const auto at = by_user_.find(entries_, *name, *phone);
  return at ? &names_[entries_[*at].own] : nullptr;
}

std::size_t PairTable::Index::slot_of(const std::vector<Entry>& entries, Name name,
                                      Peer peer) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = mix(peer ^ (std::uint64_t{name} << 40U)) & mask;
  while (slots_[slot] != 0) {
    const Entry& entry = entries[slots_[slot] - 1];
    if (entry.peer == peer && entry.*by_ == name) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<std::uint32_t> PairTable::Index::find(const std::vector<Entry>& entries, Name name,
                                                    Peer peer) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t found = slots_[slot_of(entries, name, peer)];
  if (found == 0) return std::nullopt;
  return found - 1;
}

void PairTable::Index::put(const std::vector<Entry>& entries, std::uint32_t at) {
  if ((used_ + 1) * 3 > slots_.size() * 2) grow(entries);
  const Entry& entry = entries[at];
  std::uint32_t& slot = slots_[slot_of(entries, entry.*by_, entry.peer)];
  if (slot == 0) ++used_;
  slot = at + 1;
}

void PairTable::Index::grow(const std::vector<Entry>& entries) {
  constexpr std::size_t first = 64;
  std::vector<std::uint32_t> before(std::max(first, slots_.size() * 2));
  before.swap(slots_);
  for (const std::uint32_t found : before) {
    if (found == 0) continue;
    const Entry& entry = entries[found - 1];
    slots_[slot_of(entries, entry.*by_, entry.peer)] = found;
  }
}

}  // namespace gateway
