// SPDX-License-Identifier: GPL-2.0-or-later
// What went wrong with the file, in words that say what to do.
#pragma once

#include <filesystem>
#include <string>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

[[nodiscard]] StoreError store_error(const DatabaseError& error, const std::filesystem::path& file);
/// Shape:   why: what SQLite found, one line
[[nodiscard]] StoreError damaged(const std::filesystem::path& file, const std::string& why);
/// "cannot <verb> <path>: <errno in words>"
[[nodiscard]] StoreError system_error(const std::string& verb, const std::filesystem::path& path,
                                      int error_number);

}  // namespace gateway::sqlite
