// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/jid_escape.h"

#include <algorithm>
#include <array>

#include "uri_characters.h"

namespace sms {
namespace {

struct Escape {
  char character;
  std::string_view code;
};

/// Source: XEP-0106 §3
constexpr auto escapes = std::to_array<Escape>({
    {' ', "20"},
    {'"', "22"},
    {'&', "26"},
    {'\'', "27"},
    {'/', "2f"},
    {':', "3a"},
    {'<', "3c"},
    {'>', "3e"},
    {'@', "40"},
    {'\\', "5c"},
});

/// What the backslash at the front of `text` escapes; nullptr when it is just a backslash.
const Escape* escape_at(std::string_view text) {
  if (text.size() < 3) return nullptr;
  const std::array<char, 2> code = {detail::to_lower(text[1]), detail::to_lower(text[2])};
  const auto* const found =
      std::ranges::find(escapes, std::string_view(code.data(), code.size()), &Escape::code);
  return found == escapes.end() ? nullptr : found;
}

}  // namespace

std::optional<std::string> jid_escape(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ')) return std::nullopt;
  std::string result;
  result.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* const found = std::ranges::find(escapes, text[i], &Escape::character);
    const bool is_plain =
        found == escapes.end() || (text[i] == '\\' && escape_at(text.substr(i)) == nullptr);
    if (is_plain) {
      result += text[i];
    } else {
      result.append("\\").append(found->code);
    }
  }
  return result;
}

std::string jid_unescape(std::string_view local_part) {
  std::string result;
  result.reserve(local_part.size());
  for (std::size_t i = 0; i < local_part.size(); ++i) {
    const Escape* const escape = local_part[i] == '\\' ? escape_at(local_part.substr(i)) : nullptr;
    const bool is_at_an_end = i == 0 || i + 3 == local_part.size();
    if (escape == nullptr || (escape->character == ' ' && is_at_an_end)) {
      result += local_part[i];
    } else {
      result += escape->character;
      i += 2;
    }
  }
  return result;
}

}  // namespace sms
