// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/errors.h"

#include <cerrno>
#include <system_error>

namespace gateway::sqlite {

std::string named(const std::filesystem::path& file, Role role) {
  return (role == Role::store ? "the store " : "the copy ") + file.string();
}

StoreError damaged(const std::filesystem::path& file, const std::string& why, Role role) {
  if (role == Role::copy) {
    return {StoreErrorCode::corrupt, named(file, role) + " is damaged (" + why +
                                         "): take another copy; the store itself is as it was"};
  }
  return {StoreErrorCode::corrupt,
          named(file, role) + " is damaged (" + why +
              "): stop the gateway, keep a copy of the file, and bring back the last backup with "
              "`xmpp-sms-gateway restore --force`; what can still be read of the damaged one is "
              "printed by `sqlite3 " +
              file.string() + " .recover`"};
}

StoreError store_error(const DatabaseError& error, const std::filesystem::path& file, Role role) {
  const std::string why = error.what();
  switch (error.primary_code()) {
    case SQLITE_FULL:
      return {StoreErrorCode::full,
              "no room on the disk for the store " + file.string() +
                  ": no new texts are taken until there is; what is in it is kept"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {StoreErrorCode::locked, "another program holds " + named(file, role) + ": " + why};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(file, why, role);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      if (role == Role::copy)
        return {StoreErrorCode::io, "cannot open " + named(file, role) + ": " + why};
      return {StoreErrorCode::io, "cannot write the store " + file.string() + ": " + why +
                                      "; it and its directory must belong to the gateway's user"};
    default:
      return {StoreErrorCode::io, "trouble with " + named(file, role) + ": " + why + " (" +
                                      sqlite3_errstr(error.extended_code()) + ")"};
  }
}

StoreError system_error(const std::string& verb, const std::filesystem::path& path,
                        int error_number) {
  return {error_number == ENOSPC ? StoreErrorCode::full : StoreErrorCode::io,
          "cannot " + verb + " " + path.string() + ": " +
              std::generic_category().message(error_number)};
}

}  // namespace gateway::sqlite
