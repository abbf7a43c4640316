// SPDX-License-Identifier: GPL-2.0-or-later
// As many as go: each message is added, and updated twice as a text out is (sending, accepted).
#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/bench/store/bench.h"

namespace gateway::bench {
namespace {

class Texts {
 public:
  Texts(Store& store, int messages) : store_(store), left_(messages), all_(messages) {}

  void start() {
    if (left_-- <= 0) return;
    store_.add(test::text_out("But soft, what light through yonder window breaks?"),
               [this](auto added) { sending(added->id); });
  }
  [[nodiscard]] bool are_done() const { return done_ == all_; }

 private:
  void sending(MessageId id) {
    store_.update({.id = id, .state = State::sending, .changed = test::at(1)},
                  [this, id](auto) { accepted(id); });
  }
  void accepted(MessageId id) {
    store_.update({.id = id,
                   .state = State::accepted,
                   .changed = test::at(2),
                   .carrier_id = "SM0123456789abcdef" + std::to_string(id.value)},
                  [this](auto) {
                    ++done_;
                    start();
                  });
  }

  Store& store_;
  int left_, all_, done_ = 0;
};

}  // namespace

Burst measure_burst(const std::filesystem::path& directory, int messages, int under_way) {
  test::TestLoop loop;
  const auto store =
      *sqlite::SqliteStore::open({.file = directory / "burst", .group = {}}, loop.poster());
  Texts texts(*store, messages);
  const auto start = std::chrono::steady_clock::now();
  const auto cpu = cpu_time();
  for (int i = 0; i < under_way; ++i)
    texts.start();
  loop.run_until([&] { return texts.are_done(); }, std::chrono::seconds{600});
  const Seconds took = std::chrono::steady_clock::now() - start;
  const auto said = store->statistics();
  return {
      .messages_per_second = messages / took.count(),
      .requests_per_commit = static_cast<double>(said.requests) / static_cast<double>(said.commits),
      .cpu_per_message = (cpu_time() - cpu).count() * 1e6 / messages};
}

}  // namespace gateway::bench
