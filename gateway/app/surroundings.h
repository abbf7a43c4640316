// SPDX-License-Identifier: GPL-2.0-or-later
// What a right configuration needs besides: files and folders that it names.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/config/config.h"

namespace gateway::app {

struct Certificate {
  std::string certificate, key;  ///< PEM; both empty: no HTTPS
};

/// What is in the two files.
/// Errors:  "http.tls-key: what is wrong with which file, and what to do"
[[nodiscard]] tl::expected<Certificate, std::string> read_certificate(const config::Http& http);

/// Whether a listener could speak HTTPS with that. Starting it tells the same at no further cost,
/// but not why not.
/// Errors:  as read_certificate()
[[nodiscard]] tl::expected<void, std::string> check_certificate(const config::Http& http,
                                                                const Certificate& read);

struct Missing {
  std::string line;  ///< "file:7:8: key: what is missing, and what to do"
  /// The default directory of the store, which the unit makes before it starts the gateway.
  bool comes_with_unit = false;
};

/// As whom the gateway will work with this configuration, called by root: the owner of the store's
/// directory, or, where that is root's or not there yet, for the unit's configuration the unit's
/// user, if this machine has it. Called by another user: that one.
[[nodiscard]] uid_t user_of_gateway(const config::Config& config, bool is_units);

/// What would end a start now, until somebody mends it. Makes and changes nothing. Root looks as
/// `user`; any other sees what it may.
[[nodiscard]] std::vector<Missing> find_missing(const config::Config& config, uid_t user);

}  // namespace gateway::app
