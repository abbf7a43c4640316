// SPDX-License-Identifier: GPL-2.0-or-later
// Paging against every order of arrivals: what is kept is bounded, and everything comes once, in
// order.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>

#include "gateway/core/backlog.h"

namespace gateway::test {
namespace {

TEST(Backlog, EverythingComesOnceAndInOrderWhoeverIsStuck) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
    Backlog backlog({.direction = Direction::out, .states = {State::queued}},
                    {.all = 12, .number = 6, .pair = 3});
    std::map<MessageId, Message> disk;
    std::deque<Message> memory;
    std::map<std::string, std::int64_t> last;
    std::int64_t next = 0;
    const auto load = [&] {
      while (auto select = backlog.next()) {
        std::vector<Message> page;
        for (auto at = disk.upper_bound(select->after);
             at != disk.end() && page.size() < select->limit; ++at) {
          if (select->own && at->second.own != *select->own) continue;
          if (select->peer && at->second.peer != *select->peer) continue;
          page.push_back(at->second);
        }
        for (Message& kept : backlog.loaded(std::move(page)))
          memory.push_back(std::move(kept));
      }
    };
    const auto finish = [&](std::size_t index) {
      const Message message = memory[index];
      // The first of its pair that is in memory.
      for (std::size_t i = 0; i < index; ++i) {
        if (memory[i].own == message.own && memory[i].peer == message.peer) return;
      }
      const std::string pair = message.own + message.peer;
      ASSERT_LT(last[pair], message.id.value) << pair;
      last[pair] = message.id.value;
      ASSERT_EQ(disk.erase(message.id), 1U);
      memory.erase(memory.begin() + static_cast<std::ptrdiff_t>(index));
      backlog.release(message);
    };
    for (int step = 0; step < 400; ++step) {
      if (below(3) != 0) {
        Message message;
        message.id = MessageId{++next};
        message.own = "n" + std::to_string(below(3));
        message.peer = "p" + std::to_string(below(3));
        disk.emplace(message.id, message);
        if (backlog.offer(message)) memory.push_back(message);
      } else if (!memory.empty()) {
        finish(static_cast<std::size_t>(below(static_cast<int>(memory.size()))));
      }
      if (below(4) == 0) load();
      ASSERT_LE(memory.size(), 12U);
      ASSERT_EQ(memory.size(), backlog.held());
    }
    for (int step = 0; step < 2000 && !disk.empty(); ++step) {
      load();
      ASSERT_FALSE(memory.empty()) << disk.size() << " are never loaded";
      finish(0);
    }
    EXPECT_TRUE(disk.empty());
    load();
    EXPECT_EQ(backlog.held(), 0U);
  }
}

}  // namespace
}  // namespace gateway::test
