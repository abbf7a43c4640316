// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/on_behalf.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/store_files.h"

namespace gateway::sqlite {

std::string user_name(uid_t user) {
  const passwd* const entry = getpwuid(user);
  return entry != nullptr ? entry->pw_name : "user " + std::to_string(user);
}

tl::expected<OnBehalf, StoreError> OnBehalf::of_owner(const std::filesystem::path& file) {
  const auto directory = directory_of(file);
  struct stat about {};
  // That there is none is for check_directory() to say.
  if (geteuid() != 0 || stat(directory.c_str(), &about) != 0 || about.st_uid == 0) {
    return OnBehalf(false);
  }
  // The user last: who is not root may not change the group.
  if (setegid(about.st_gid) != 0 || seteuid(about.st_uid) != 0) {
    auto error =
        system_error("work as " + user_name(about.st_uid) + ", the owner of", directory, errno);
    if (setegid(0) != 0) error.message += "; and the group could not be taken back";
    return tl::unexpected(std::move(error));
  }
  return OnBehalf(true);
}

OnBehalf::~OnBehalf() {
  // The real and the saved user are root's still, so this is permitted.
  if (is_other_ && (seteuid(0) != 0 || setegid(0) != 0)) _exit(1);
}

}  // namespace gateway::sqlite
