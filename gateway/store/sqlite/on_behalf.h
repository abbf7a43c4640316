// SPDX-License-Identifier: GPL-2.0-or-later
// What root does with a store, it does as the user whose store it is.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/store/store.h"

namespace gateway::sqlite {

/// "root", or "user 65534" where a number has no name.
[[nodiscard]] std::string user_name(uid_t user);

/// While this lives, a process of root's works as another user, with the groups of that one; any
/// other process stays what it is. For one thread: the whole process changes.
/// SECURITY: the owner may put links into that directory. Made with root's rights, and given away
/// then, a file could be another one than meant.
class OnBehalf {
 public:
  /// As the owner of the directory that the file is in, whose group the files get.
  /// Errors:  io: root may not become the owner
  [[nodiscard]] static tl::expected<OnBehalf, StoreError> of_owner(
      const std::filesystem::path& file);
  /// As a user of this machine.
  /// Errors:  io: root may not become that user
  [[nodiscard]] static tl::expected<OnBehalf, StoreError> of_user(uid_t user);

  OnBehalf(OnBehalf&& other) noexcept
      : is_other_(std::exchange(other.is_other_, false)), groups_(std::move(other.groups_)) {}
  OnBehalf& operator=(OnBehalf&&) = delete;
  OnBehalf(const OnBehalf&) = delete;
  OnBehalf& operator=(const OnBehalf&) = delete;
  ~OnBehalf();

 private:
  OnBehalf() = default;
  [[nodiscard]] static tl::expected<OnBehalf, StoreError> of(uid_t user, gid_t group,
                                                             const std::string& what);

  bool is_other_ = false;
  std::vector<gid_t> groups_;  ///< root's, for afterwards
};

}  // namespace gateway::sqlite
