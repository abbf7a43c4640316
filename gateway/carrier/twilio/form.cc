// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/form.h"

#include <algorithm>
#include <memory>

#include "gateway/base/glib.h"

namespace gateway::twilio {
namespace {

using BytesPtr = std::unique_ptr<GBytes, GFree<&g_bytes_unref>>;

/// Source:  https://url.spec.whatwg.org/#urlencoded-parsing ('+' is a space)
/// Errors:  nullopt where a '%' has no two hexadecimal digits, and for a null character
std::optional<std::string> decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  if (spaced.find('\0') != std::string::npos) return std::nullopt;
  if (spaced.find('%') == std::string::npos) return spaced;
  const BytesPtr bytes(
      g_uri_unescape_bytes(spaced.data(), static_cast<gssize>(spaced.size()), nullptr, nullptr));
  if (bytes == nullptr) return std::nullopt;
  gsize size = 0;
  const auto* data = static_cast<const char*>(g_bytes_get_data(bytes.get(), &size));
  std::string plain(size == 0 ? "" : data, size);
  if (plain.find('\0') != std::string::npos) return std::nullopt;
  return plain;
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
  if (text.empty()) return {};  // a view of nothing may point nowhere
  const GCharPtr encoded(
      g_uri_escape_bytes(reinterpret_cast<const guint8*>(text.data()), text.size(), nullptr));
  return encoded.get();
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
