// SPDX-License-Identifier: GPL-2.0-or-later
// What a right configuration needs besides: files and folders that it names.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/config/config.h"

namespace gateway::app {

struct Certificate {
  std::string certificate, key;  ///< PEM; both empty: no HTTPS
};

/// Errors:  "http.tls-key: what is wrong with which file, and what to do"
[[nodiscard]] tl::expected<Certificate, std::string> read_certificate(const config::Http& http);

struct Missing {
  std::string line;  ///< "file:7:8: key: what is missing, and what to do"
  /// The default directory of the store, which the unit makes before it starts the gateway.
  bool comes_with_unit = false;
};

/// What would end a start now. Changes nothing.
[[nodiscard]] std::vector<Missing> find_missing(const config::Config& config);

}  // namespace gateway::app
