// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/store/store_directory.h"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <stdexcept>
#include <string>
#include <system_error>

namespace gateway::test {

StoreDirectory::StoreDirectory() {
  auto name = (std::filesystem::temp_directory_path() / "xmpp-sms-store-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for a store");
  path_ = name;
}

StoreDirectory::~StoreDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<sqlite::SqliteStore> StoreDirectory::open(TestLoop& loop) const {
  auto opened = sqlite::SqliteStore::open(options(), loop.poster());
  if (!opened) throw std::runtime_error(opened.error().message);
  return *std::move(opened);
}

}  // namespace gateway::test
