// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/header.h"

#include <algorithm>
#include <array>

#include "plugin/vcards/ascii.h"

namespace vcards {
namespace {

bool is_name_character(char c) {
  return (upper(c) >= 'A' && upper(c) <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_name_character);
}

std::string_view unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

bool is_encoding(std::string_view value) {
  constexpr auto encodings = std::to_array<std::string_view>({"QUOTED-PRINTABLE", "BASE64", "B"});
  return std::ranges::any_of(encodings,
                             [&](auto known) { return equals_ignoring_case(value, known); });
}

/// Takes parameters one by one off the front; ';' may stand in a quoted value.
std::string_view next_parameter(std::string_view& rest) {
  bool is_quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (is_quoted || rest[end] != ';'); ++end) {
    if (rest[end] == '"') is_quoted = !is_quoted;
  }
  const std::string_view parameter = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return trimmed(parameter);
}

/// A list of words, as TYPE has. EVCard takes TYPE="voice,cell" for one type of that name.
void add_words(std::string& parameters, std::string_view name, std::string_view values) {
  values = unquoted(values);
  while (!values.empty()) {
    const std::size_t comma = values.find(',');
    const std::string_view word = unquoted(trimmed(values.substr(0, comma)));
    if (is_name(word)) parameters.append(";").append(name).append("=").append(word);
    if (comma == std::string_view::npos) return;
    values.remove_prefix(comma + 1);
  }
}

}  // namespace

Header read_header(std::string_view text) {
  Header header;
  std::string_view rest = text;
  std::string_view name = next_parameter(rest);
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
    header.group = in_lower_case(name.substr(0, dot));
    name.remove_prefix(dot + 1);
  }
  header.name = in_upper_case(name);
  while (!rest.empty()) {
    const std::string_view parameter = next_parameter(rest);
    const std::size_t equals = parameter.find('=');
    const std::string key = in_upper_case(trimmed(parameter.substr(0, equals)));
    // COMPAT(evolution-data-server 3.46): a character that no parameter may have, as in the
    // X-Name(CHARSET=…) that Nokia's and Android's phones write for a type of the user's own, makes
    // it read on into the lines below. Such parameters are left out.
    if (!is_name(key)) continue;
    if (equals == std::string_view::npos) {
      header.is_encoded = header.is_encoded || is_encoding(key);
      // vCard 2.1 writes the value alone: TEL;CELL, or ;QUOTED-PRINTABLE.
      header.parameters.append(is_encoding(key) ? ";ENCODING=" : ";TYPE=").append(key);
      continue;
    }
    const std::string_view value = trimmed(parameter.substr(equals + 1));
    if (key == "CHARSET") {
      header.charset = unquoted(value);
    } else if (key == "ENCODING") {
      // Anything else (7BIT, 8BIT) means the value as it stands.
      if (!is_encoding(unquoted(value))) continue;
      header.is_encoded = true;
      header.parameters.append(";ENCODING=").append(in_upper_case(unquoted(value)));
    } else if (key == "TYPE" || key == "PREF" || key == "VALUE") {
      add_words(header.parameters, key, value);
    }
  }
  return header;
}

}  // namespace vcards
