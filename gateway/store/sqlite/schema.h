// SPDX-License-Identifier: GPL-2.0-or-later
// The tables, and how a file of an older version becomes one of ours.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/sqlite/errors.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

/// What `PRAGMA application_id` says of a store ("SMSg"), so that no other file is taken for one.
constexpr std::int64_t application_id = 0x534D5367;
/// `PRAGMA user_version` of a store of this version.
[[nodiscard]] std::int64_t newest_schema();

/// Whether the file is a store that this version can read.
/// Errors:  newer_schema; corrupt: no store at all; throws DatabaseError
[[nodiscard]] std::optional<StoreError> not_ours(Database& database,
                                                 const std::filesystem::path& file,
                                                 Role role = Role::store);

/// Makes the tables, or changes them step by step, each step whole or not at all. New tables give
/// ids as give_ids_from() does.
/// Errors:  throws DatabaseError
void migrate(Database& database, Time now = {});

/// From now on gives ids that no store at this place gave before, whichever it was and whatever
/// became of it: above the milliseconds since 1970, which no store outruns. Others remember ids for
/// longer than a store lives: simulated networks in their journals, readers of a log file.
/// Errors:  throws DatabaseError
void give_ids_from(Database& database, Time now);

/// Looks for damage, for as long as is given: a huge store does not hold up the start. With 0 until
/// all is looked at, also whether the indexes agree with their tables.
/// Errors:  corrupt; throws DatabaseError
[[nodiscard]] std::optional<StoreError> find_damage(Database& database,
                                                    const std::filesystem::path& file,
                                                    std::chrono::milliseconds at_most,
                                                    Role role = Role::store);

}  // namespace gateway::sqlite
