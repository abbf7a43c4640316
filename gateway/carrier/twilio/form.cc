// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/form.h"

#include <algorithm>

namespace gateway::twilio {
namespace {

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '+') {
      c = ' ';
    } else if (c == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const auto high = digit(text[at + 1]);
      const auto low = digit(text[at + 2]);
      if (!high || !low) return std::nullopt;
      c = static_cast<char>(*high * 16 + *low);
      at += 2;
    }
    if (c == '\0') return std::nullopt;
    plain += c;
  }
  return plain;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::optional<Form> parse_form(std::string_view body) {
  Form form;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    if (form.size() == most_fields) return std::nullopt;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals));
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return std::nullopt;
    form.emplace_back(*std::move(name), *std::move(value));
  }
  return form;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', hex[byte >> 4U], hex[byte & 0xFU]};
  }
  return encoded;
}

std::string write_form(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form) {
    if (!text.empty()) text += '&';
    text.append(percent_encoded(name)).append("=").append(percent_encoded(value));
  }
  return text;
}

std::optional<std::string_view> field(const Form& form, std::string_view name) {
  const auto found = std::ranges::find(form, name, &Form::value_type::first);
  if (found == form.end()) return std::nullopt;
  return found->second;
}

}  // namespace gateway::twilio
