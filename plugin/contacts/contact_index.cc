// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/contact_index.h"

#include <algorithm>

namespace plugin {
namespace {

/// True when the words of `name` from some word on begin with `typed`.
bool has_words(std::string_view name, std::string_view typed) {
  for (std::size_t at = name.find(typed); at != std::string_view::npos;
       at = name.find(typed, at + 1)) {
    if (at == 0 || name[at - 1] == ' ' || name[at - 1] == '-') return true;
  }
  return false;
}

}  // namespace

void ContactIndex::add(SmsContact contact) {
  const std::size_t index = contacts_.size();
  folded_.push_back(fold_(contact.name));
  by_party_.emplace(contact.party, index);
  by_name_.emplace(folded_.back(), index);
  contacts_.push_back(std::move(contact));
}

std::vector<const SmsContact*> ContactIndex::with_party(const sms::PhoneAddress& party) const {
  std::vector<std::size_t> indices;
  const auto [first, last] = by_party_.equal_range(party);
  for (auto found = first; found != last; ++found)
    indices.push_back(found->second);
  std::ranges::sort(indices);
  std::vector<const SmsContact*> found;
  found.reserve(indices.size());
  for (const std::size_t index : indices)
    found.push_back(&contacts_[index]);
  return found;
}

std::vector<const SmsContact*> ContactIndex::named(std::string_view name) const {
  const std::string typed = fold_(name);
  if (typed.empty()) return {};
  std::vector<const SmsContact*> found;
  const auto collect = [&](const auto& is_meant) {
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (!is_meant(folded_[i])) continue;
      const bool is_there = std::ranges::any_of(
          found, [&](const SmsContact* contact) { return contact->party == contacts_[i].party; });
      if (!is_there) found.push_back(&contacts_[i]);
    }
  };
  collect([&](const std::string& folded) { return folded == typed; });
  if (found.empty()) collect([&](const std::string& folded) { return has_words(folded, typed); });
  return found;
}

std::size_t ContactIndex::longest_name(std::string_view line) const {
  constexpr std::size_t longest = 200;  // no name has more, and a line may
  std::size_t found = 0;
  for (std::size_t end = 1; end <= std::min(line.size(), longest); ++end) {
    const bool is_end = end == line.size() || line[end] == ' ' || line[end] == '\n';
    if (is_end && by_name_.contains(fold_(line.substr(0, end)))) found = end;
  }
  return found;
}

}  // namespace plugin
