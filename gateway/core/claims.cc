// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/claims.h"

#include <utility>

namespace gateway {

void Claims::claim(const std::string& own, const std::string& peer, const std::string& user,
                   Done done) {
  const std::string key = Directory::pair_key(own, peer);
  auto& waiting = waiting_[key];
  waiting.push_back(std::move(done));
  if (waiting.size() > 1) return;
  directory_.reserve(own, peer, user);
  context_.store().put(
      key, user,
      context_.alive([this, key, own, peer, user](const tl::expected<void, StoreError>& stored) {
        directory_.unreserve(own, peer);
        if (stored) {
          directory_.claim(own, peer, user);
        } else {
          ++context_.counters().store_errors;
        }
        const auto all = waiting_.extract(key);
        for (const Done& answer : all.mapped())
          answer(stored);
      }));
}

}  // namespace gateway
