// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/unreadable.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace gateway::config {
namespace {

std::string own_user() {
  const passwd* const entry = getpwuid(geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

std::string own_group() {
  const struct group* const entry = getgrgid(getegid());
  return entry != nullptr ? entry->gr_name : std::to_string(getegid());
}

/// The first folder on the way to the file that lets nobody of ours through, or nothing.
std::string closed_folder(const std::filesystem::path& path) {
  std::filesystem::path folder;
  for (const auto& part : path.parent_path()) {
    folder /= part;
    if (faccessat(AT_FDCWD, folder.c_str(), X_OK, AT_EACCESS) != 0 && errno == EACCES)
      return folder.string();
  }
  return {};
}

}  // namespace

std::string why_unreadable(const std::string& path, int error) {
  std::string why =
      fmt::format("{} cannot be read: {}", path, std::generic_category().message(error));
  if (error != EACCES) return why;
  const std::string folder = closed_folder(path);
  const auto [what, mode] = folder.empty() ? std::pair(path, "0640") : std::pair(folder, "g+x");
  return why + fmt::format(
                   "; this runs as {0}, who must be able to{1}: "
                   "chgrp {2} {3} && chmod {4} {3}",
                   own_user(), folder.empty() ? "" : " get into " + folder, own_group(), what,
                   mode);
}

bool is_absent(std::string_view why) {
  return why.ends_with(std::generic_category().message(ENOENT));
}

}  // namespace gateway::config
