// SPDX-License-Identifier: GPL-2.0-or-later
// Adds and updates messages until it is killed, and prints what was acknowledged, a line each:
// "ID STATE". Usage: store_writer FILE
#include <unistd.h>

#include <iostream>
#include <string>

#include "gateway/model/message.h"
#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/gateway/store/some_message.h"

namespace {

using namespace gateway;
using namespace gateway::test;

constexpr int under_way = 200;

class Writer {
 public:
  Writer(Store& store, TestLoop& loop) : store_(store), loop_(loop) {}

  [[noreturn]] void run() {
    for (int i = 0; i < under_way; ++i)
      add();
    for (;;) {
      loop_.run_until([this] { return !said_.empty(); });
      // At once and by one call: the line is out before anything else happens.
      if (write(STDOUT_FILENO, said_.data(), said_.size()) < 0) _exit(1);
      said_.clear();
    }
  }

 private:
  void add() {
    store_.add(text_out("body " + std::to_string(++added_)), [this](auto added) {
      if (!added) _exit(2);
      note(added->id, State::queued);
      advance(added->id, State::sending);
    });
  }
  void advance(MessageId id, State state) {
    Update update{.id = id, .state = state, .changed = at(1)};
    if (state == State::accepted) update.carrier_id = "SM" + std::to_string(id.value);
    store_.update(update, [this, id, state](auto updated) {
      if (!updated) _exit(3);
      note(id, state);
      if (state == State::sending) {
        advance(id, State::accepted);
      } else {
        add();
      }
    });
  }
  void note(MessageId id, State state) {
    said_ += std::to_string(id.value) + " " + std::to_string(static_cast<int>(state)) + "\n";
  }

  Store& store_;
  TestLoop& loop_;
  int added_ = 0;
  std::string said_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  TestLoop loop;
  const auto store = sqlite::SqliteStore::open({.file = argv[1], .group = {}}, loop.poster());
  if (!store) {
    std::cerr << store.error().message << "\n";
    return 4;
  }
  Writer(**store, loop).run();
}
