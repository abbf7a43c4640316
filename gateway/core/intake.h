// SPDX-License-Identifier: GPL-2.0-or-later
// What a message from XMPP is to the gateway: a text to carry, nothing, or something to refuse.
#pragma once

#include <variant>

#include "gateway/core/addresses.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/carriers.h"
#include "gateway/core/context.h"
#include "gateway/core/directory.h"
#include "gateway/core/stanza_error.h"
#include "gateway/model/message.h"

namespace gateway {

/// Nothing for a phone, and nobody waits for an answer: typing, markers, errors.
struct Ignored {};
using Decision = std::variant<Message, Ignored, StanzaError>;

class Intake {
 public:
  Intake(const Context& context, const Addresses& addresses, const Directory& directory,
         const Blocklist& blocklist, const Carriers& carriers)
      : context_(context),
        addresses_(addresses),
        directory_(directory),
        blocklist_(blocklist),
        carriers_(carriers) {}

  /// Changes nothing. The quota is not looked at here: it may have to ask the store.
  [[nodiscard]] Decision decide(const xml::Element& message) const;
  /// The way of a text just now, or why there is none.
  [[nodiscard]] std::variant<Route, StanzaError> route(const std::string& user,
                                                       const std::string& peer) const;

 private:
  const Context& context_;
  const Addresses& addresses_;
  const Directory& directory_;
  const Blocklist& blocklist_;
  const Carriers& carriers_;
};

}  // namespace gateway
