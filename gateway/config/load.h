// SPDX-License-Identifier: GPL-2.0-or-later
// Reads a configuration from where the operator says, in whichever form it is there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/config/config.h"
#include "gateway/config/read.h"

namespace gateway::config {

struct Source {
  std::string path;                     ///< a file, or the folder of sms-over-xmpp
  std::optional<std::string> listen{};  ///< as on sms-over-xmpp's command line; for its folder only
  /// Of a configuration that names no store.
  std::string store = Store().path;
};

struct Loaded {
  Config config;
  std::string recognised;            ///< a sentence, when it is not in our own form
  std::vector<std::string> notices;  ///< with their places: what is ignored or means something else
  std::string toml;                  ///< SECURITY: our own form of it, with the secrets
};

/// Errors:  all problems, each with the file and the line where the operator wrote it
[[nodiscard]] tl::expected<Loaded, std::vector<std::string>> load(const Source& source,
                                                                  const Surroundings& surroundings);

}  // namespace gateway::config
