// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/gateways/roster_domains.h"

#include <algorithm>
#include <tuple>

#include "plugin/gateways/disco_reply.h"

namespace plugin {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool looks_like_a_number(std::string_view local_part) {
  if (local_part.starts_with('+')) return local_part.size() > 1 && is_digit(local_part[1]);
  // Source: E.164 §6; less than seven is an ICQ number or a short code, which say too little
  return local_part.size() >= 7 && local_part.size() <= 15 &&
         std::ranges::all_of(local_part, is_digit);
}

void RosterDomains::add(std::string_view jid) {
  const std::string_view bare = jid.substr(0, jid.find('/'));
  const std::size_t at = bare.find('@');
  const bool is_phone = at != std::string_view::npos;
  if (is_phone && !looks_like_a_number(bare.substr(0, at))) return;
  key_ = is_phone ? bare.substr(at + 1) : bare;
  for (char& c : key_) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  Counts& counts = seen_.try_emplace(key_, Counts{seen_.size(), 0}).first->second;
  if (is_phone) ++counts.phones;
}

std::vector<std::string> RosterDomains::domains() const {
  std::vector<std::pair<const std::string*, Counts>> all;
  all.reserve(seen_.size());
  for (const auto& [domain, counts] : seen_)
    all.emplace_back(&domain, counts);
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return std::tuple(b.second.phones, a.second.place) < std::tuple(a.second.phones, b.second.place);
  });
  std::vector<std::string> result;
  for (const auto& [text, counts] : all) {
    if (auto domain = service_domain(*text)) result.push_back(*std::move(domain));
  }
  return result;
}

}  // namespace plugin
