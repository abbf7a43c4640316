// SPDX-License-Identifier: GPL-2.0-or-later
// What root does with a store, it does as the user whose store it is.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "gateway/store/store.h"

namespace gateway::sqlite {

/// "root", or "user 65534" where a number has no name.
[[nodiscard]] std::string user_name(uid_t user);

/// While this lives, a process of root's works as the owner of the directory that the file is in;
/// any other stays what it is. For one thread: the whole process changes.
/// SECURITY: the owner may put links into that directory. Made with root's rights, and given away
/// then, a file could be another one than meant.
class OnBehalf {
 public:
  /// Errors:  io: root may not become the owner
  [[nodiscard]] static tl::expected<OnBehalf, StoreError> of_owner(
      const std::filesystem::path& file);

  OnBehalf(OnBehalf&& other) noexcept : is_other_(std::exchange(other.is_other_, false)) {}
  OnBehalf& operator=(OnBehalf&&) = delete;
  OnBehalf(const OnBehalf&) = delete;
  OnBehalf& operator=(const OnBehalf&) = delete;
  ~OnBehalf();

 private:
  explicit OnBehalf(bool is_other) : is_other_(is_other) {}
  bool is_other_;
};

}  // namespace gateway::sqlite
