// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/duration.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace gateway::config {
namespace {

constexpr std::array<std::pair<char, std::int64_t>, 4> units = {
    {{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}}};
constexpr std::int64_t most = 100LL * 365 * 86400;

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 0 || end != text.data() + text.size() - 1) return {};
  for (const auto& [letter, length] : units) {
    if (*end == letter && count <= most / length) return std::chrono::seconds(count * length);
  }
  return {};
}

std::string format_duration(std::chrono::seconds duration) {
  for (const auto& [letter, length] : units) {
    if (duration.count() != 0 && duration.count() % length == 0) {
      return std::to_string(duration.count() / length) + letter;
    }
  }
  return "0s";
}

}  // namespace gateway::config
