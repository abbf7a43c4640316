// SPDX-License-Identifier: GPL-2.0-or-later
// Queries, as far as what decides knows them: somebody answers.
#pragma once

#include <functional>

#include "gateway/xml/element.h"

namespace gateway {

class Addresses;
class Blocklist;
class Carriers;
class Context;
class Directory;
class Outbox;
class Presence;
class Replies;

/// What answers are made of.
struct Parts {
  Context& context;
  const Addresses& addresses;
  Directory& directory;
  Blocklist& blocklist;
  const Carriers& carriers;
  Outbox& outbox;
  Presence& presence;
  Replies& replies;
};

/// Gets each iq that comes in, and gives each get and set its one answer, as a reply.
using QueryHandler = std::function<void(const xml::Element& iq)>;

/// The parts outlive the handler.
using MakeQueryHandler = std::function<QueryHandler(const Parts& parts)>;

}  // namespace gateway
