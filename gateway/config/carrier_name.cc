// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/carrier_name.h"

#include <fmt/format.h>

namespace gateway::config {
namespace {

constexpr std::string_view name_letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

bool is_page_of_ours(std::string_view name) {
  return name == "healthz" || name == "readyz" || name == "metrics";
}

}  // namespace

std::optional<std::string> wrong_with_carrier_name(std::string_view name) {
  if (name.empty() || name.front() == '.' ||
      name.find_first_not_of(name_letters) != std::string_view::npos) {
    return "has a name with something other than letters, digits, -, _ and . (no . at its "
           "beginning)";
  }
  if (is_page_of_ours(name))
    return fmt::format("cannot be called {}: that page is the gateway's own", name);
  return std::nullopt;
}

std::string allowed_carrier_name(std::string_view name) {
  std::string allowed(name);
  for (std::size_t at = 0; (at = allowed.find_first_not_of(name_letters, at)) != std::string::npos;)
    allowed[at] = '-';
  if (allowed.empty() || allowed.front() == '.') allowed.insert(0, 1, '-');
  if (is_page_of_ours(allowed)) allowed += '-';
  return allowed;
}

}  // namespace gateway::config
