// SPDX-License-Identifier: GPL-2.0-or-later
#include "jid_parts.h"

#include <algorithm>

#include "quote.h"
#include "sms/character.h"
#include "sms/utf8.h"
#include "sms/utf8_decode.h"
#include "uri_characters.h"

namespace sms::detail {
namespace {

/// True when the text is UTF-8 without controls, invisible characters or any of `excluded`.
bool is_clean(std::string_view text, std::string_view excluded) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0 || is_control(character) || is_invisible(character) ||
        excluded.find(text[offset]) != std::string_view::npos) {
      return false;
    }
    offset += length;
  }
  return true;
}

/// Near enough to an IPv6 address to tell it from a domain with a port or a scheme.
bool is_bracketed_address(std::string_view domain) {
  if (!domain.starts_with('[') || !domain.ends_with(']')) return false;
  const std::string_view address = domain.substr(1, domain.size() - 2);
  return address.find(':') != std::string_view::npos &&
         std::ranges::all_of(address, [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

}  // namespace

JidParts split_jid(std::string_view jid) {
  const std::string_view bare = jid.substr(0, jid.find('/'));
  const std::size_t at = bare.find('@');
  if (at == std::string_view::npos) return {{}, bare};
  return {bare.substr(0, at), bare.substr(at + 1)};
}

std::optional<std::string> canonical_domain(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (domain.size() > longest_part) return std::nullopt;
  if (is_bracketed_address(domain)) return lower(domain);
  const bool has_empty_label = domain.empty() || domain.starts_with('.') || domain.ends_with('.') ||
                               domain.find("..") != std::string_view::npos;
  if (has_empty_label || !is_clean(domain, " \"&'/:<>[]@\\,;{}()+=?#%!*|^~`$")) {
    return std::nullopt;
  }
  return lower(domain);
}

bool is_local_text(std::string_view text) {
  return is_clean(text, " \"&'/:<>@");
}

}  // namespace sms::detail
