// SPDX-License-Identifier: GPL-2.0-or-later
// What there is to be had.
#pragma once

#include <chrono>
#include <filesystem>

namespace gateway::bench {

using Seconds = std::chrono::duration<double>;

/// Records of 700 bytes a second, written in groups with one fdatasync each: what the disk gives.
[[nodiscard]] double raw_group_commit(const std::filesystem::path& directory, int group);

/// CPU of this process so far.
[[nodiscard]] Seconds cpu_time();

}  // namespace gateway::bench
