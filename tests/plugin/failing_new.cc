// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/plugin/failing_new.h"

#include <cstdlib>
#include <new>

namespace plugin::testing_support {
namespace {

int allocations_until_failure = -1;  // -1: never
bool has_failed = false;

void* allocate(std::size_t size) {
  if (allocations_until_failure >= 0 && allocations_until_failure-- == 0) {
    has_failed = true;
    throw std::bad_alloc();
  }
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void fail_allocation(int n) {
  has_failed = false;
  allocations_until_failure = n;
}

bool stop_failing() {
  allocations_until_failure = -1;
  return has_failed;
}

}  // namespace plugin::testing_support

[[gnu::visibility("default")]] void* operator new(std::size_t size) {
  return plugin::testing_support::allocate(size);
}
[[gnu::visibility("default")]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::visibility("default")]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
