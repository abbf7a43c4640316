// SPDX-License-Identifier: GPL-2.0-or-later
// Where a configuration's keys stand, for what turns out to be wrong once it is used.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace gateway::config {

struct Origins {
  std::string file;  ///< or the folder; empty when it was read from none
  /// By key, that were set: the file, the place in it, and how the key is called there.
  /// Example: "store.path" -> "gateway.toml:7:8: store.path"
  std::map<std::string, std::string, std::less<>> places{};

  /// A sentence that begins with a key, with the place in front.
  /// Example: "store.path: cannot …" -> "gateway.toml:7:8: store.path: cannot …", or, where the
  ///          key is not set, "gateway.toml: store.path: cannot …"
  [[nodiscard]] std::string told(std::string_view sentence) const;
};

}  // namespace gateway::config
