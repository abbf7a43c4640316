// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/store/contract.h"

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

}  // namespace

std::vector<MakeStore> stores() {
  return {{"memory", [](TestLoop& loop) -> std::unique_ptr<KeptStore> {
             return std::make_unique<InMemory>(loop);
           }}};
}

}  // namespace gateway::test
