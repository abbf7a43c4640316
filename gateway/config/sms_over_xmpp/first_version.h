// SPDX-License-Identifier: GPL-2.0-or-later
// The TOML file of sms-over-xmpp's first version.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

/// Whether a file is one: it has what our own form has not.
/// Shape:   false for what is no TOML
[[nodiscard]] bool is_first_version(std::string_view toml);

/// Shape:   TOML
/// Source:  sms-over-xmpp's doc/sample-config.toml
/// Errors:  all that is wrong
[[nodiscard]] tl::expected<Old, Remarks> read_first_version(const std::string& file,
                                                            std::string_view toml);

}  // namespace gateway::config::sms_over_xmpp
