// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/not_toml.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "gateway/config/keys.h"
#include "gateway/config/toml_lines.h"

namespace gateway::config {
namespace {

using Lines = std::vector<std::string_view>;

/// Counted from 1.
std::size_t column_of(std::string_view line, std::string_view part) {
  return static_cast<std::size_t>(part.data() - line.data()) + 1;
}

/// The section that a line is in; empty in front of the first.
std::string_view section_around(const Lines& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (const std::string_view section = section_of(lines[i]); !section.empty()) return section;
  }
  return {};
}

struct Twice {
  std::string key;
  std::size_t first = 0;
  Place second;
};

/// A setting or a section that stands there twice, each in a line of its own.
std::optional<Twice> find_twice(std::string_view toml, std::size_t last) {
  const Lines lines = lines_until(toml, last);
  if (lines.size() != last || last == 0) return {};
  const std::string_view line = lines.back();
  const Place place{last, column_of(line, trimmed(line))};
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

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Whether such a sentence of the parser's is about a value that is none of TOML's.
bool is_of_value(std::string_view said) {
  return has_any(said, {"parsing boolean", "parsing value", "parsing floating-point", "integer",
                        "parsing date", "parsing time", "expected a comment or whitespace"});
}

/// What a known key wants; of one that is not known, the most likely.
std::string wanted(std::string_view section, std::string_view name) {
  std::string in_quotes = fmt::format("needs quotes around it: {} = \"…\"", name);
  if (section == "users") return "has to be a number in quotes, such as \"+13075550100\"";
  const std::string_view kind = section.substr(0, section.find('.'));
  for (const Section& one : sections()) {
    const std::string_view known = one.name;
    if (known.substr(0, known.find('.')) != kind) continue;
    const auto key = std::ranges::find(one.keys, name, &Key::name);
    if (key == one.keys.end()) break;
    Config config;
    User user;
    Pool pool;
    Carrier carrier;
    const Target target =
        key->target({.config = &config, .user = &user, .pool = &pool, .carrier = &carrier});
    if (std::holds_alternative<bool*>(target)) return "has to be true or false, without quotes";
    if (std::holds_alternative<std::int64_t*>(target))
      return "has to be an integer, without quotes";
    if (std::holds_alternative<seconds*>(target))
      return R"(has to be a duration in quotes, such as "30s", "5m", "24h" or "90d")";
    if (std::holds_alternative<std::vector<std::string>*>(target))
      return "has to be an array of strings, such as [\"+13075550100\"]";
  }
  return in_quotes;
}

/// The commonest slips: no quotes, or only one.
/// SECURITY: never the value: it may be a secret.
std::optional<Problem> find_unquoted(std::string_view toml, std::string_view said,
                                     const toml::source_position& at) {
  const Lines lines = lines_until(toml, at.line);
  if (lines.size() != at.line || lines.empty()) return {};
  const std::string_view line = lines.back();
  const std::string_view section = section_around(lines);
  const std::string_view key = key_of(line);
  const std::string_view value = value_of(line);
  const std::string name =
      section.empty() || key.empty() ? bare(key) : fmt::format("{}.{}", section, bare(key));
  const bool is_text = value.starts_with('"') || value.starts_with('\'');
  const bool is_open = has_any(said, {"control characters", "end-of-file"}) &&
                       has_any(said, {"parsing string", "parsing literal string"}) &&
                       std::ranges::none_of(trimmed(line), [](char c) {
                         return static_cast<unsigned char>(c) < 0x20 && c != '\t';
                       });
  if (is_open) {
    return Problem{{at.line, at.column},
                   is_text ? name : "",
                   "the closing quote is missing; a text begins and ends in one line, with the "
                   "same quote"};
  }
  const Place begin{at.line, column_of(line, trimmed(line))};
  if (const std::string_view quote = curly_quote_in(line); !quote.empty()) {
    const bool is_in_value = value.data() <= quote.data() && !value.empty();
    return Problem{{at.line, column_of(line, quote)},
                   is_in_value ? name : std::string(section),
                   fmt::format("{} is no quote here; write the straight one, \"", quote)};
  }
  if (has_any(said, {"expected ']', saw '@'", "table header"}) && line.find('@') != line.npos) {
    return Problem{begin, "", "a JID has to be in quotes, as in [users.\"juliet@example.com\"]"};
  }
  if (has_any(said, {"expected '='", "root table"}) && unquoted(line).find('@') != line.npos) {
    return Problem{begin, std::string(section),
                   R"(a JID has to be in quotes, as "juliet@example.com" = "+13075550100")"};
  }
  if (has_any(said, {"expected '='"}) && unquoted(line).find('=') == line.npos) {
    return Problem{begin, std::string(section), "has no = between a key and its value"};
  }
  if (value.empty() || value.starts_with('#') || is_text || !is_of_value(said)) return {};
  if (key.empty() || value.starts_with('[') || value.starts_with('{')) return {};
  return Problem{{at.line, column_of(line, value)}, name, wanted(section, bare(key))};
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
  if (auto unquoted = find_unquoted(toml, said, at)) return *std::move(unquoted);
  if (has_any(said, {"parsing boolean", "could not determine value type"})) {
    return {{at.line, at.column},
            "",
            "a value here is neither a text in quotes nor a number nor true or false"};
  }
  const bool is_encoding = said.find("utf-8") != std::string_view::npos;
  return {
      {at.line, at.column},
      "",
      is_encoding ? "a character here is not UTF-8; save the file as UTF-8" : std::string(said)};
}

}  // namespace gateway::config
