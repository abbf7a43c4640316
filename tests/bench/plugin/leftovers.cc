// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/leftovers.h"

#include <malloc.h>
#include <unistd.h>

#include <cstdio>

#include "tests/bench/plugin/emission.h"

namespace bench {
namespace {

long resident_bytes() {
  long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return pages * sysconf(_SC_PAGESIZE);
}

void send(const Host& host, const std::vector<plugin::XmlNodePtr>& originals, long count) {
  for (long sent = 0; sent < count;) {
    for (const plugin::XmlNodePtr& original : originals) {
      Batch(original.get()).emit_all(host);
      sent += Batch::size;
    }
  }
}

}  // namespace

Leftovers count_leftovers(const Host& host, const Handler& handler, long count) {
  const std::vector<plugin::XmlNodePtr> originals = parse_stanzas();
  handler.connect();
  send(host, originals, count / 100);  // what is made once, and the allocator's own pools
  const auto heap_before = static_cast<long>(mallinfo2().uordblks);
  const long resident_before = resident_bytes();
  send(host, originals, count);
  const Leftovers result{static_cast<long>(mallinfo2().uordblks) - heap_before,
                         resident_bytes() - resident_before};
  handler.disconnect();
  return result;
}

}  // namespace bench
