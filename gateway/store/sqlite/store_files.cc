// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/store_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "gateway/model/read_only.h"
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
    const bool is_absent = errno == ENOENT;
    auto error = system_error("open the directory", directory, errno);
    error.message += is_absent ? "; create it with mode 0700 for the gateway's user"
                               : "; " + user_name(geteuid()) +
                                     ", as whom this runs, must be able to get into every folder "
                                     "on the way to it";
    return tl::unexpected(error);
  }
  if (!S_ISDIR(about.st_mode)) {
    return tl::unexpected(StoreError{StoreErrorCode::io, directory.string() +
                                                             " is not a directory; name a file in "
                                                             "one that is"});
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

StoreError cannot_write(const std::filesystem::path& path, int error_number) {
  auto error = system_error("write", path, error_number);
  const std::string self = user_name(geteuid());
  struct stat about {};
  const bool is_directory = stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
  if (error_number == EROFS) {
    error.message += "; " + how_to_let_write((is_directory ? path : directory_of(path)).string());
  } else if (error_number != EACCES && error_number != EPERM) {
    return error;
  } else if (!is_directory) {
    error.message += "; it must belong to " + self + ", as the directory does, and be writable";
  } else if (about.st_uid == geteuid()) {
    error.message += "; its owner must be able to: chmod 0700 " + path.string();
  } else {
    error.message += "; the store needs a directory that belongs to " + self +
                     ": install -d -m 0700 -o " + self + " DIRECTORY, and name a file in that";
  }
  return error;
}

tl::expected<void, StoreError> check_writable(const std::filesystem::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
    return tl::unexpected(StoreError{
        StoreErrorCode::io, S_ISDIR(about.st_mode)
                                ? file.string() + " is a directory; name a file in it, such as " +
                                      (file / "store.sqlite").string()
                                : file.string() + " is not a regular file; name one that is, or "
                                                  "that is not there yet"});
  }
  const auto directory = directory_of(file);
  if (faccessat(AT_FDCWD, directory.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    return tl::unexpected(cannot_write(directory, errno));
  }
  for (const char* end : {"", "-wal", "-shm", ".lock"}) {
    const std::filesystem::path path = file.string() + end;
    if (faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) != 0 && errno != ENOENT) {
      return tl::unexpected(cannot_write(path, errno));
    }
  }
  return {};
}

tl::expected<StoreLock, StoreError> lock_store(const std::filesystem::path& file) {
  const std::filesystem::path name = file.string() + ".lock";
  StoreLock lock(open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (lock.number() < 0) return tl::unexpected(cannot_write(name, errno));
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
  if (made.number() < 0) return tl::unexpected(cannot_write(file, errno));
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
