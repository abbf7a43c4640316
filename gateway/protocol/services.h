// SPDX-License-Identifier: GPL-2.0-or-later
// What the answers to queries are made of.
#pragma once

#include <functional>
#include <string>

#include "gateway/core/addresses.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/carriers.h"
#include "gateway/core/context.h"
#include "gateway/core/directory.h"
#include "gateway/core/outbox.h"
#include "gateway/core/presence.h"
#include "gateway/core/query_handler.h"
#include "gateway/core/replies.h"

namespace gateway::protocol {

struct Services : Parts {
  std::string version;
  /// Reads the configuration again; says what is wrong with it, or nothing.
  std::function<std::string()> reload;
  Time started{};
};

}  // namespace gateway::protocol
