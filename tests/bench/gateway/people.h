// SPDX-License-Identifier: GPL-2.0-or-later
// Who texts whom: a hundred users and a thousand phones, a thousand conversations.
#pragma once

#include <string>

namespace gateway::bench {

constexpr std::size_t users = 100;
constexpr std::size_t phones = 1000;

inline std::string digits(std::size_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - text.size(), '0') + text;
}
inline std::string user(std::size_t i, const std::string& server) {
  return "user" + std::to_string(i % users) + "@" + server;
}
inline std::string own_number(std::size_t i) {
  return "+1307555" + digits(1000 + i % users, 4);
}
inline std::string phone(std::size_t i) {
  return "+1307556" + digits(2000 + i % phones, 4);
}

}  // namespace gateway::bench
