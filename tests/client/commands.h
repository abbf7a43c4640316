// SPDX-License-Identifier: GPL-2.0-or-later
// The command language: see README.md.
#pragma once

#include <string>

namespace client {

enum class Next { go_on, quit };

/// Carries out one line and answers it with `done` or `failed`.
Next run_line(const std::string& line);

}  // namespace client
