// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/store/contract.h"

#include "tests/gateway/store/store_directory.h"
#include "tests/gateway/support/memory_store.h"

namespace gateway::test {
namespace {

class InMemory final : public KeptStore {
 public:
  explicit InMemory(TestLoop& loop) : store_(loop.poster()) {}
  Store& store() override { return store_; }

 private:
  MemoryStore store_;
};

class OnDisk final : public KeptStore {
 public:
  explicit OnDisk(TestLoop& loop) : store_(directory_.open(loop)) {}
  Store& store() override { return *store_; }

 private:
  StoreDirectory directory_;
  std::unique_ptr<sqlite::SqliteStore> store_;
};

template <class Kept>
std::unique_ptr<KeptStore> make(TestLoop& loop) {
  return std::make_unique<Kept>(loop);
}

}  // namespace

std::vector<MakeStore> stores() {
  return {{"memory", make<InMemory>}, {"sqlite", make<OnDisk>}};
}

}  // namespace gateway::test
