// SPDX-License-Identifier: GPL-2.0-or-later
// One function for each section of the configuration; keys.cc puts them together.
#pragma once

#include "gateway/config/keys.h"

namespace gateway::config::keys {
[[nodiscard]] Section xmpp();
[[nodiscard]] Section store();
[[nodiscard]] Section http();
[[nodiscard]] Section log();
[[nodiscard]] Section texts();
[[nodiscard]] Section users();
[[nodiscard]] Section pools();
[[nodiscard]] Section carriers();

/// Where a key's value goes: to a member of one of the configuration's parts.
template <auto Part, auto Member>
Target in(const Sections& at) {
  return &(at.config->*Part.*Member);
}

constexpr std::int64_t most_ports = 65535;

}  // namespace gateway::config::keys
