// SPDX-License-Identifier: GPL-2.0-or-later
// What the answers to queries are made of.
#pragma once

#include <functional>
#include <string>

#include <tl/expected.hpp>

#include "gateway/core/addresses.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/carriers.h"
#include "gateway/core/context.h"
#include "gateway/core/directory.h"
#include "gateway/core/outbox.h"
#include "gateway/core/presence.h"

namespace gateway::protocol {

/// What an administrator may have done.
struct Administration {
  /// Stops sending waiting texts, until a restart.
  std::function<void()> drain;
  /// Reads the configuration again; says what is wrong with it, or nothing.
  std::function<std::string()> reload;
  /// Sends a text that failed once more; `done` with its new id.
  std::function<void(Message, CarrierQueue::Stored done)> resend;
};

struct Services {
  Context& context;
  const Addresses& addresses;
  Directory& directory;
  Blocklist& blocklist;
  const Carriers& carriers;
  Outbox& outbox;
  Presence& presence;
  Administration administration;
  std::string version;
  Time started{};
};

}  // namespace gateway::protocol
