// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the configuration, or says everything that is wrong with it at once.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/config/config.h"

namespace gateway::config {

/// Where in the file; zero when it is not about a place.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;
};

struct Problem {
  Place place;
  std::string key;      ///< "xmpp.port", or empty
  std::string message;  ///< what is wrong, and what would be right

  /// Example: "gateway.toml:3:8: xmpp.port: 99999 is too large; at most 65535"
  [[nodiscard]] std::string line(std::string_view file) const;
};
using Problems = std::vector<Problem>;

/// What the reader needs of the world.
struct Surroundings {
  /// The content of a file, or a sentence why not.
  std::function<tl::expected<std::string, std::string>(const std::string& path)> read_file;
  std::function<std::optional<std::string>(const std::string& name)> environment;
  /// The names in a folder, sorted, or a sentence why not. May be absent: there are no folders
  /// then.
  std::function<tl::expected<std::vector<std::string>, std::string>(const std::string& path)>
      list_folder = {};
};
[[nodiscard]] Surroundings real_surroundings();

/// A configuration that can run.
struct Read {
  Config config;
  Problems notices;  ///< what is hardly meant so, in the order of its places
};

/// Shape:   TOML 1.0, UTF-8; keys as in keys.h and no others; `file` is where it came from
/// Errors:  all problems, in the order of their places. Never the text of a secret.
[[nodiscard]] tl::expected<Read, Problems> read(std::string_view toml,
                                                const Surroundings& surroundings,
                                                const std::string& file = {});

/// Where each key that was set stands, by its dotted name; of secrets without -file and -env.
using Places = std::map<std::string, Place>;

/// The keys and sections that somebody meant to set, by their right names: a value or a name was
/// wrong. That they are missing would be said in vain.
using Attempts = std::set<std::string, std::less<>>;

struct Findings {
  Problems faults;
  Problems notices;
};

/// What must hold between keys: numbers are E.164 and belong to one user and one carrier, names
/// that are referred to exist, nothing sensitive beyond loopback without a token.
[[nodiscard]] Findings check(const Config& config, const Places& places, const Attempts& attempts);

}  // namespace gateway::config
