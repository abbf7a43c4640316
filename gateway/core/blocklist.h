// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers a user wants nothing from, and sends nothing to.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gateway {

class Blocklist {
 public:
  void set(const std::string& user, const std::string& peer, bool is_blocked) {
    if (is_blocked) {
      pairs_.emplace(user, peer);
    } else {
      pairs_.erase({user, peer});
    }
  }
  [[nodiscard]] bool has(const std::string& user, const std::string& peer) const {
    return pairs_.contains({user, peer});
  }
  [[nodiscard]] std::vector<std::string> of(const std::string& user) const {
    std::vector<std::string> peers;
    for (auto at = pairs_.lower_bound({user, {}}); at != pairs_.end() && at->first == user; ++at)
      peers.push_back(at->second);
    return peers;
  }

 private:
  std::set<std::pair<std::string, std::string>> pairs_;
};

}  // namespace gateway
