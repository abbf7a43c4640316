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
  std::size_t& phones = phones_[key_];
  if (is_phone) ++phones;
}

std::vector<std::string> RosterDomains::domains(std::size_t most) {
  std::vector<std::pair<std::size_t, std::string_view>> all;
  all.reserve(phones_.size());
  for (const auto& [domain, phones] : phones_)
    all.emplace_back(phones, domain);
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return std::tie(b.first, a.second) < std::tie(a.first, b.second);
  });
  std::vector<std::string> result;
  left_out_ = all.size();
  for (const auto& [phones, text] : all) {
    if (result.size() == most) break;
    --left_out_;
    if (auto domain = service_domain(text)) result.push_back(*std::move(domain));
  }
  return result;
}

}  // namespace plugin
