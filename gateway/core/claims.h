// SPDX-License-Identifier: GPL-2.0-or-later
// Giving conversations a number of a pool.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/core/context.h"
#include "gateway/core/directory.h"

namespace gateway {

/// A number is a pair's when that is on disk: no text leaves before its answer would find the way
/// back, after a restart too. Until then it is reserved, so that nobody else gets it.
class Claims {
 public:
  using Done = std::function<void(const tl::expected<void, StoreError>&)>;

  Claims(Context& context, Directory& directory) : context_(context), directory_(directory) {}

  /// For a route that is new. Those of one pair are answered in their order.
  /// Errors:  the store's; then the number is free again
  void claim(const std::string& own, const std::string& peer, const std::string& user, Done done);

 private:
  Context& context_;
  Directory& directory_;
  std::map<std::string, std::vector<Done>> waiting_;  ///< by their key in the store
};

}  // namespace gateway
