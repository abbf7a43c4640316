// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/toml_lines.h"

#include <algorithm>

#include "gateway/model/masked.h"
#include "sms/phone_address.h"

namespace gateway::config {
namespace {

/// In front of `until`, outside quotes, where a key ends.
std::string_view before(std::string_view line, char until) {
  char quote = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == until) {
      return line.substr(0, at);
    }
  }
  return {};
}

}  // namespace

std::vector<std::string_view> lines_until(std::string_view toml, std::size_t last) {
  std::vector<std::string_view> lines;
  while (!toml.empty() && lines.size() < last) {
    const std::size_t end = std::min(toml.find('\n'), toml.size());
    lines.push_back(toml.substr(0, end));
    toml.remove_prefix(std::min(end + 1, toml.size()));
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::string_view section_of(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('[') || line.starts_with("[[")) return {};
  return trimmed(before(line.substr(1), ']'));
}

std::string_view key_of(std::string_view line) {
  return trimmed(before(line, '='));
}

std::string_view value_of(std::string_view line) {
  const std::string_view front = before(line, '=');
  return front.empty() ? front : trimmed(line.substr(front.size() + 1));
}

std::string unquoted(std::string_view line) {
  std::string outside(line);
  char quote = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote == 0 && c == '#') return outside.substr(0, at);
    const bool is_quote = quote != 0 ? c == quote : c == '"' || c == '\'';
    if (quote != 0 || is_quote) outside[at] = ' ';
    if (is_quote) quote = quote != 0 ? '\0' : c;
  }
  return outside;
}

std::string_view curly_quote_in(std::string_view line) {
  const std::string outside = unquoted(line);
  std::string_view first;
  for (const std::string_view quote : {"“", "”", "„", "‟", "‘", "’", "‚", "«", "»"}) {
    const std::size_t at = outside.find(quote);
    if (at == std::string::npos) continue;
    if (first.empty() || line.data() + at < first.data()) first = line.substr(at, quote.size());
  }
  return first;
}

std::string bare(std::string_view key) {
  const bool is_quoted = key.size() > 2 && (key.front() == '"' || key.front() == '\'') &&
                         key.find(key.front(), 1) == key.size() - 1;
  const std::string text(is_quoted ? key.substr(1, key.size() - 2) : key);
  return sms::E164::parse(text) ? masked(text) : text;
}

}  // namespace gateway::config
