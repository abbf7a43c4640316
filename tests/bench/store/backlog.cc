// SPDX-License-Identifier: GPL-2.0-or-later
// A carrier that was away for long: what it costs to keep its texts, and to go through them.
#include <unistd.h>

#include <fstream>

#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/bench/store/bench.h"

namespace gateway::bench {
namespace {

double resident_megabytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0, resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

template <class Work>
double milliseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace

Backlog measure_backlog(const std::filesystem::path& directory, int messages) {
  test::TestLoop loop;
  Backlog result;
  const sqlite::Options options{.file = directory / "backlog", .group = {}};
  auto store = *sqlite::SqliteStore::open(options, loop.poster());
  result.fill_seconds = milliseconds([&] {
                          int done = 0;
                          for (int i = 0; i < messages; ++i) {
                            auto message = test::text_out("O Romeo, Romeo, wherefore art thou?");
                            message.carrier = i % 10 == 0 ? "other" : "simulator";
                            message.user = "user" + std::to_string(i % 1000) + "@example.com";
                            store->add(std::move(message), [&](auto) { ++done; });
                            // As intake does: it stops while much waits.
                            if (store->pressure().requests > 4096) {
                              loop.run_until([&] { return store->pressure().requests < 2048; });
                            }
                          }
                          loop.run_until([&] { return done == messages; });
                        }) /
                        1000;
  const auto page = [&](std::int64_t after, std::optional<std::string> carrier) {
    return milliseconds([&] {
      static_cast<void>(test::wait<std::vector<Message>>(loop, [&](auto done) {
        store->select({.states = {State::queued, State::sending, State::unclear},
                       .carrier = carrier,
                       .after = MessageId{after},
                       .limit = 500},
                      done);
      }));
    });
  };
  result.first_page = page(0, "other");
  result.middle_page = page(messages / 2, std::nullopt);
  result.count = milliseconds([&] {
    static_cast<void>(
        test::wait<Counts>(loop, [&](auto done) { store->count(Direction::out, done); }));
  });
  store.reset();
  result.file_megabytes = static_cast<double>(std::filesystem::file_size(options.file)) / 1e6;
  result.open = milliseconds([&] { store = *sqlite::SqliteStore::open(options, loop.poster()); });
  result.megabytes = resident_megabytes();
  return result;
}

}  // namespace gateway::bench
