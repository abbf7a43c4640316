// SPDX-License-Identifier: GPL-2.0-or-later
// Every key of the configuration, once: the reader, the commented example and the manual go by it.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "gateway/config/config.h"

namespace gateway::config {

/// Where a key's value goes; its type says what is accepted.
using Target =
    std::variant<std::string*, std::int64_t*, bool*, seconds*, std::vector<std::string>*, Secret*>;

/// What a section's keys belong to.
struct Sections {
  Config* config = nullptr;
  User* user = nullptr;
  Pool* pool = nullptr;
  Carrier* carrier = nullptr;
};

struct Key {
  const char* name;
  Target (*target)(const Sections&);
  const char* help;          ///< one or two sentences
  const char* example = "";  ///< as TOML; shown where there is no default
  bool is_required = false;
  std::vector<const char*> choices = {};
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  bool is_path = false;            ///< of a file
  const char* only_for = nullptr;  ///< the types of carrier that have it: "one or other"
};

struct Section {
  const char* name;  ///< "xmpp"; "carriers.*" stands for one table a carrier
  const char* help;
  std::vector<Key> keys;
};

[[nodiscard]] std::span<const Section> sections();

}  // namespace gateway::config
