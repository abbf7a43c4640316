// SPDX-License-Identifier: GPL-2.0-or-later
// The files of a store: whose they are, who may read them, and that one gateway has them at a time.
#pragma once

#include <filesystem>
#include <utility>

#include <tl/expected.hpp>

#include "gateway/store/store.h"

namespace gateway::sqlite {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The right to write the store, until it goes: a lock on "<file>.lock"; afterwards the file
/// remains but means nothing. Readers (backup, check, export) need none.
using StoreLock = Descriptor;

/// "." for a name alone.
[[nodiscard]] std::filesystem::path directory_of(const std::filesystem::path& file);

/// Errors: locked, with the other's process id; io: no such directory, or not writable
[[nodiscard]] tl::expected<StoreLock, StoreError> lock_store(const std::filesystem::path& file);

enum class Whose { ours, anybodys };

/// The directory must be there, ours (or root's), and nobody else's to write: who can write there
/// can put another file in the store's place.
[[nodiscard]] tl::expected<void, StoreError> check_directory(const std::filesystem::path& file,
                                                             Whose whose = Whose::ours);

/// "cannot write <path>: <errno in words>; <what to do>"
[[nodiscard]] StoreError cannot_write(const std::filesystem::path& path, int error_number);

/// Whether all that is there of a store can be written by the user as whom this works: the
/// directory, and in it the store, its log and its lock.
/// Errors:  io: which of them cannot, and what to do; or the store is no regular file
[[nodiscard]] tl::expected<void, StoreError> check_writable(const std::filesystem::path& file);

/// Makes the file when it is not there; in any case only its owner may read or write it then.
[[nodiscard]] tl::expected<void, StoreError> make_private(const std::filesystem::path& file);

/// On disk, and its name too.
[[nodiscard]] tl::expected<void, StoreError> sync_file(const std::filesystem::path& file);

}  // namespace gateway::sqlite
