// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/store_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/on_behalf.h"

namespace gateway::sqlite {
namespace {

std::string holder(const Descriptor& lock) {
  std::array<char, 32> text{};
  const auto size = pread(lock.number(), text.data(), text.size() - 1, 0);
  return size > 0 ? " (process " + std::string(text.data(), static_cast<std::size_t>(size)) + ")"
                  : "";
}

tl::expected<void, StoreError> sync_path(const std::filesystem::path& path, int flags) {
  const Descriptor opened(open(path.c_str(), flags | O_CLOEXEC));
  if (opened.number() < 0 || fsync(opened.number()) != 0) {
    return tl::unexpected(system_error("write", path, errno));
  }
  return {};
}

}  // namespace

std::filesystem::path directory_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

tl::expected<void, StoreError> check_directory(const std::filesystem::path& file, Whose whose) {
  const auto directory = directory_of(file);
  struct stat about {};
  if (stat(directory.c_str(), &about) != 0) {
    auto error = system_error("open the directory", directory, errno);
    error.message += "; create it with mode 0700 for the gateway's user";
    return tl::unexpected(error);
  }
  if (whose == Whose::ours && about.st_uid != geteuid() && about.st_uid != 0) {
    const auto owner = user_name(about.st_uid);
    const auto self = user_name(geteuid());
    return tl::unexpected(StoreError{
        StoreErrorCode::io, "the store's directory " + directory.string() + " belongs to " + owner +
                                ", and this runs as " + self + ": run it as " + owner +
                                ", or chown -R " + self + " " + directory.string()});
  }
  // SECURITY: a store that others can replace is not ours.
  if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return tl::unexpected(StoreError{
        StoreErrorCode::io,
        "others may write to the store's directory " + directory.string() + ": chmod 0700 it"});
  }
  return {};
}

bool is_own(const std::filesystem::path& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 && about.st_uid == geteuid();
}

tl::expected<StoreLock, StoreError> lock_store(const std::filesystem::path& file) {
  const std::filesystem::path name = file.string() + ".lock";
  StoreLock lock(open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (lock.number() < 0) return tl::unexpected(system_error("write", name, errno));
  if (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return tl::unexpected(system_error("lock", name, errno));
    return tl::unexpected(StoreError{
        StoreErrorCode::locked, "another gateway" + holder(lock) + " has the store " +
                                    file.string() + " open: stop it, or give this one its own"});
  }
  const auto process = std::to_string(getpid());
  // Only for the sentence above: the lock holds without it, on a full disk too.
  if (ftruncate(lock.number(), 0) == 0 &&
      pwrite(lock.number(), process.data(), process.size(), 0) < 0) {
    errno = 0;
  }
  return lock;
}

tl::expected<void, StoreError> make_private(const std::filesystem::path& file) {
  const Descriptor made(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (made.number() < 0) return tl::unexpected(system_error("write", file, errno));
  if (fchmod(made.number(), 0600) != 0) {  // SECURITY: it holds people's messages
    return tl::unexpected(system_error("set the mode of", file, errno));
  }
  return {};
}

tl::expected<void, StoreError> sync_file(const std::filesystem::path& file) {
  if (auto synced = sync_path(file, O_RDWR); !synced) return synced;
  return sync_path(directory_of(file), O_RDONLY | O_DIRECTORY);
}

}  // namespace gateway::sqlite
