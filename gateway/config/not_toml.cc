// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/not_toml.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "gateway/model/masked.h"
#include "sms/phone_address.h"

namespace gateway::config {
namespace {

/// The lines of `toml` up to this one.
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

/// "xmpp" of "[xmpp]  # ours"; empty when it is no line of this kind
std::string_view section_of(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('[') || line.starts_with("[[")) return {};
  return trimmed(before(line.substr(1), ']'));
}

std::string_view key_of(std::string_view line) {
  return trimmed(before(line, '='));
}

/// SECURITY: errors are logged, so numbers are named by their last digits.
std::string bare(std::string_view key) {
  const bool is_quoted = key.size() > 2 && (key.front() == '"' || key.front() == '\'') &&
                         key.find(key.front(), 1) == key.size() - 1;
  const std::string text(is_quoted ? key.substr(1, key.size() - 2) : key);
  return sms::E164::parse(text) ? masked(text) : text;
}

struct Twice {
  std::string key;
  std::size_t first = 0;
  Place second;
};

/// A setting or a section that stands there twice, each in a line of its own.
std::optional<Twice> find_twice(std::string_view toml, std::size_t last) {
  const auto lines = lines_until(toml, last);
  if (lines.size() != last || last == 0) return {};
  const std::string_view line = lines.back();
  const Place place{last, line.size() - trimmed(line).size() + 1};
  if (const std::string_view section = section_of(line); !section.empty()) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (section_of(lines[i]) == section) return Twice{bare(section), i + 1, place};
    }
    return {};
  }
  const std::string key = bare(key_of(line));
  if (key.empty()) return {};
  std::size_t same = 0;
  for (std::size_t i = lines.size() - 1; i-- > 0;) {
    const std::string_view section = section_of(lines[i]);
    if (!section.empty()) {
      if (same == 0) return {};
      return Twice{fmt::format("{}.{}", section, key), same, place};
    }
    if (key_of(lines[i]) == key_of(line)) same = i + 1;
  }
  return same == 0 ? std::nullopt : std::optional(Twice{key, same, place});
}

}  // namespace

Problem not_toml(std::string_view toml, const toml::parse_error& error) {
  const std::string_view said = error.description();
  const toml::source_position at = error.source().begin;
  if (said.find("cannot redefine existing") != std::string_view::npos) {
    if (auto twice = find_twice(toml, at.line)) {
      return {twice->second, std::move(twice->key),
              fmt::format("is already given in line {}; remove one of the two", twice->first)};
    }
    // Within one line, or by dots. The parser's words may hold a number.
    return {{at.line, at.column}, "", "this key is already given; remove one of the two"};
  }
  const bool is_encoding = said.find("utf-8") != std::string_view::npos;
  return {
      {at.line, at.column},
      "",
      is_encoding ? "a character here is not UTF-8; save the file as UTF-8" : std::string(said)};
}

}  // namespace gateway::config
