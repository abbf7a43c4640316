// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration explained: a commented file with every key and its default, and the same for
// the manual.
#pragma once

#include <string>

namespace gateway::config {

/// A file that works once its required keys are set: what has a default is commented out.
[[nodiscard]] std::string example();

/// The keys as sections of a man page (man macros).
[[nodiscard]] std::string manual();

}  // namespace gateway::config
