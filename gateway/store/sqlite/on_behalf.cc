// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/on_behalf.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/store_files.h"

namespace gateway::sqlite {

std::string user_name(uid_t user) {
  const passwd* const entry = getpwuid(user);
  return entry != nullptr ? entry->pw_name : "user " + std::to_string(user);
}

tl::expected<OnBehalf, StoreError> OnBehalf::of(uid_t user, gid_t group, const std::string& what) {
  OnBehalf result;
  if (geteuid() != 0 || user == 0) return result;
  const auto refused = [&](int number) {
    return StoreError{StoreErrorCode::io, "cannot work as " + user_name(user) + what + ": " +
                                              std::generic_category().message(number)};
  };
  const int count = getgroups(0, nullptr);
  result.groups_.resize(static_cast<std::size_t>(std::max(count, 0)));
  if (getgroups(count, result.groups_.data()) < 0) return tl::unexpected(refused(errno));
  // From here on the destructor takes everything back.
  result.is_other_ = true;
  const passwd* const entry = getpwuid(user);
  const int grouped = entry != nullptr ? initgroups(entry->pw_name, group) : setgroups(1, &group);
  // The user last: who is not root may not change groups.
  if (grouped != 0 || setegid(group) != 0 || seteuid(user) != 0)
    return tl::unexpected(refused(errno));
  return result;
}

tl::expected<OnBehalf, StoreError> OnBehalf::of_owner(const std::filesystem::path& file) {
  const auto directory = directory_of(file);
  struct stat about {};
  // That there is none is for check_directory() to say.
  if (stat(directory.c_str(), &about) != 0) return OnBehalf();
  return of(about.st_uid, about.st_gid, ", the owner of " + directory.string());
}

tl::expected<OnBehalf, StoreError> OnBehalf::of_user(uid_t user) {
  const passwd* const entry = getpwuid(user);
  return of(user, entry != nullptr ? entry->pw_gid : static_cast<gid_t>(user), "");
}

OnBehalf::~OnBehalf() {
  if (!is_other_) return;
  // The real and the saved user are root's still, so this is permitted.
  if (seteuid(0) != 0 || setegid(0) != 0 || setgroups(groups_.size(), groups_.data()) != 0)
    _exit(1);
}

}  // namespace gateway::sqlite
