// SPDX-License-Identifier: GPL-2.0-or-later
// The carriers that are configured, by name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gateway/carrier/carrier.h"

namespace gateway {

class Carriers {
 public:
  Carriers() = default;
  /// Borrowed; each outlives this.
  explicit Carriers(const std::vector<Carrier*>& carriers) {
    for (Carrier* carrier : carriers)
      by_name_[carrier->name()] = carrier;
  }

  /// nullptr for one that is not there.
  [[nodiscard]] Carrier* find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }
  [[nodiscard]] const std::map<std::string, Carrier*>& all() const { return by_name_; }

 private:
  std::map<std::string, Carrier*> by_name_;
};

}  // namespace gateway
