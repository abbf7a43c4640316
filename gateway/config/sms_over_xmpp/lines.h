// SPDX-License-Identifier: GPL-2.0-or-later
// A file of sms-over-xmpp's folder: a name and a value on each line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

struct Lines {
  std::vector<Setting> settings;  ///< `at.key` is the name; each once, the last of several
  Remarks notices;                ///< lines that say nothing
};

/// Shape:   NAME, white space, VALUE; empty lines and those that begin with # say nothing
/// Errors:  what is not UTF-8
[[nodiscard]] tl::expected<Lines, Remark> read_lines(const std::string& file,
                                                     std::string_view content);

}  // namespace gateway::config::sms_over_xmpp
