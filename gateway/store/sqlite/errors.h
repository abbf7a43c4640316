// SPDX-License-Identifier: GPL-2.0-or-later
// What went wrong with the file, in words that say what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

/// Which of an operator's files it is: what helps when a store is damaged does not mend a copy.
enum class Role : std::uint8_t { store, copy };
/// "the store <file>" or "the copy <file>"
[[nodiscard]] std::string named(const std::filesystem::path& file, Role role);

[[nodiscard]] StoreError store_error(const DatabaseError& error, const std::filesystem::path& file,
                                     Role role = Role::store);
/// Shape:   why: what SQLite found, one line
[[nodiscard]] StoreError damaged(const std::filesystem::path& file, const std::string& why,
                                 Role role = Role::store);
/// "cannot <verb> <path>: <errno in words>"
[[nodiscard]] StoreError system_error(const std::string& verb, const std::filesystem::path& path,
                                      int error_number);

}  // namespace gateway::sqlite
