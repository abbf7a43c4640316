// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/jid_rules.h"

#include <cstddef>

#include <fmt/format.h>

#include "gateway/model/one_line.h"
#include "sms/address.h"
#include "sms/utf8_decode.h"

namespace gateway::config {
namespace {

constexpr std::size_t longest_part = 1023;
constexpr std::size_t longest_shown = 80;

/// Spaces, controls, and what nobody sees: what came along when the JID was copied from somewhere.
/// The two joiners (U+200C, U+200D) belong to some scripts.
constexpr bool is_blank(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > longest_part) return false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, length] = sms::decode_utf8(text, at);
    if (length == 0 || is_blank(character)) return false;
    if (std::string_view("\"&'/:<>@").find(text[at]) != std::string_view::npos) return false;
    at += length;
  }
  return true;
}

/// A dot at the end is dropped by servers, so that what is configured with one meets nobody.
bool is_domain(std::string_view domain) {
  return !domain.ends_with('.') && sms::Gateway::at(domain, sms::Dialect::plain);
}

}  // namespace

std::optional<std::string> wrong_with_domain(std::string_view domain, std::string_view example) {
  if (is_domain(domain)) return {};
  return fmt::format("“{}” is not a domain, such as \"{}\"", one_line(domain, longest_shown),
                     example);
}

std::optional<std::string> wrong_with_bare_jid(std::string_view jid) {
  const std::string wrong = "is not a bare JID, such as \"juliet@example.com\"";
  const auto at = jid.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == jid.size()) return wrong;
  const std::string_view domain = jid.substr(at + 1);
  if (domain.find('/') != std::string_view::npos) return wrong + ": take away all from / on";
  if (!is_local_part(jid.substr(0, at))) {
    return wrong + ": in front of @ there can be no spaces, and none of \" & ' / : < >";
  }
  if (!is_domain(domain))
    return fmt::format("{}: “{}” is not a domain", wrong, one_line(domain, longest_shown));
  return {};
}

std::string folded_jid(std::string_view jid) {
  std::string folded(jid);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

}  // namespace gateway::config
