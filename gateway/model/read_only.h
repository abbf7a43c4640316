// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// What to do where a folder's file system is read-only, to be read behind that: mostly it is the
/// systemd unit that makes it so (ProtectSystem=strict).
[[nodiscard]] std::string how_to_let_write(std::string_view folder);

}  // namespace gateway
