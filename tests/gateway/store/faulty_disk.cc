// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/store/faulty_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace gateway::test {
namespace {

std::atomic<std::int64_t> room{FaultyDisk::plenty}, sync_count{0};
std::atomic<bool> syncs_fail{false}, holds_database{false}, is_held{false};
sqlite3_vfs* real_disk = nullptr;

struct File {
  sqlite3_file base;
  sqlite3_file* real;  ///< behind this in the same memory
  bool is_database;
};

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}

template <auto Method, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
  return (real(file)->pMethods->*Method)(real(file), arguments...);
}

void wait_until_let_go() {
  is_held = true;
  holds_database.wait(true);
  is_held = false;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (holds_database && reinterpret_cast<File*>(file)->is_database) wait_until_let_go();
  sqlite3_int64 length = 0;
  if (real(file)->pMethods->xFileSize(real(file), &length) != SQLITE_OK) return SQLITE_IOERR_FSTAT;
  const std::int64_t growth = std::max<std::int64_t>(0, offset + size - length);
  if (growth > 0 && room != FaultyDisk::plenty) {
    if (growth > room) return SQLITE_FULL;
    room -= growth;
  }
  return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
  if (syncs_fail) return SQLITE_IOERR_FSYNC;
  ++sync_count;
  return real(file)->pMethods->xSync(real(file), flags);
}

using Methods = sqlite3_io_methods;
const Methods methods{
    .iVersion = 2,
    .xClose = forward<&Methods::xClose>,
    .xRead = forward<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = forward<&Methods::xTruncate, sqlite3_int64>,
    .xSync = sync,
    .xFileSize = forward<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = forward<&Methods::xLock, int>,
    .xUnlock = forward<&Methods::xUnlock, int>,
    .xCheckReservedLock = forward<&Methods::xCheckReservedLock, int*>,
    .xFileControl = forward<&Methods::xFileControl, int, void*>,
    .xSectorSize = forward<&Methods::xSectorSize>,
    .xDeviceCharacteristics = forward<&Methods::xDeviceCharacteristics>,
    .xShmMap = forward<&Methods::xShmMap, int, int, int, void volatile**>,
    .xShmLock = forward<&Methods::xShmLock, int, int, int>,
    .xShmBarrier = [](sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); },
    .xShmUnmap = forward<&Methods::xShmUnmap, int>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs* /*disk*/, const char* name, sqlite3_file* file, int flags, int* told) {
  auto* opened = reinterpret_cast<File*>(file);
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  std::memset(opened->real, 0, static_cast<std::size_t>(real_disk->szOsFile));
  opened->base.pMethods = nullptr;
  opened->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  const int code = real_disk->xOpen(real_disk, name, opened->real, flags, told);
  if (opened->real->pMethods != nullptr) opened->base.pMethods = &methods;
  return code;
}

sqlite3_vfs disk;

}  // namespace

FaultyDisk::FaultyDisk() {
  real_disk = sqlite3_vfs_find("unix");
  disk = *real_disk;
  disk.pNext = nullptr;
  disk.zName = "faulty";
  disk.szOsFile = static_cast<int>(sizeof(File)) + real_disk->szOsFile;
  disk.xOpen = open;
  room = plenty;
  syncs_fail = holds_database = false;
  sqlite3_vfs_register(&disk, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&disk);
  sqlite3_vfs_register(real_disk, 1);
}

void FaultyDisk::set_room(std::int64_t bytes) {
  room = bytes;
}
void FaultyDisk::fail_syncs(bool fail) {
  syncs_fail = fail;
}
void FaultyDisk::hold_database(bool hold) {
  holds_database = hold;
  holds_database.notify_all();
}
bool FaultyDisk::is_writing_held() {
  return is_held;
}
std::int64_t FaultyDisk::syncs() {
  return sync_count;
}

}  // namespace gateway::test
