// SPDX-License-Identifier: GPL-2.0-or-later
// What an operator does with the store beside running on it: backup, restore, export, check.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "gateway/store/store.h"

namespace gateway {

/// Writes a copy of the store as it is at one moment, while a gateway may go on writing. Only its
/// owner may read it. It appears whole or not at all.
/// Errors:  io: there is a file already, or no store; newer_schema, corrupt, full
[[nodiscard]] tl::expected<void, StoreError> backup(const std::filesystem::path& store,
                                                    const std::filesystem::path& to);

/// Puts a backup in the store's place, after looking at all of it; where what was there is now, or
/// nothing if there was none: beside it as "<store>.replaced" (with "-wal"), or, where earlier ones
/// are kept, "<store>.replaced.2" and so on. Called by root, all of that belongs to the directory's
/// owner, so that the gateway can open it. Messages that come get ids that the store before it,
/// whose messages others may remember, has not given.
/// Errors:  locked: a gateway runs on the store; io: there is a store and `force` is not said;
///          corrupt, newer_schema: of the backup; the store is untouched then
[[nodiscard]] tl::expected<std::filesystem::path, StoreError> restore(
    const std::filesystem::path& from, const std::filesystem::path& store, bool force);

struct ExportFilter {
  std::optional<std::string> user = std::nullopt;  ///< bare JID
  std::optional<Time> since = std::nullopt;        ///< received then or later
  bool with_bodies = false;                        ///< and with links to media
};

/// Writes messages in the order of their ids, each a JSON object on a line; how many. A gateway may
/// go on writing: what is written is one moment's.
/// Shape:   times as "2026-11-21T16:50:30.123Z"; what is not UTF-8 is replaced by U+FFFD
/// Errors:  io: no store, or `into` failed; newer_schema, corrupt
[[nodiscard]] tl::expected<std::size_t, StoreError> export_messages(
    const std::filesystem::path& store, const ExportFilter& filter, std::ostream& into);

/// Who asks: the user whose store it is or would be, or a third one, who may not look at all of it.
enum class AsWhom { owner, other };

/// Whether a gateway could have its store there, as far as a start would tell at once: the
/// directory is there, ours, and nobody else's to write; what is there of a store can be written,
/// and is one that this version knows. Makes and changes nothing.
/// Errors:  io; corrupt: another program's, or no database; newer_schema
[[nodiscard]] tl::expected<void, StoreError> check_place(const std::filesystem::path& store,
                                                         AsWhom as_whom);

/// Looks at all of a store, as long as it takes, while a gateway may go on writing.
/// Errors:  corrupt, newer_schema, io
[[nodiscard]] tl::expected<void, StoreError> check_store(const std::filesystem::path& store);
/// The same of a backup, whose damage is mended in another way.
[[nodiscard]] tl::expected<void, StoreError> check_copy(const std::filesystem::path& copy);

}  // namespace gateway
