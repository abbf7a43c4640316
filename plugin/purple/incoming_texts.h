// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that come in: one conversation a number, whatever spelling or resource it comes from, and a
// hint in those with a number that is no contact.
#pragma once

#include <string>

#include "plugin/purple/gateways.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/xml_node.h"

namespace plugin {

class IncomingTexts {
 public:
  /// Shape:   `gateways` outlives it
  IncomingTexts(const Xmpp& xmpp, const Gateways& gateways);

 private:
  void on_receiving_xmlnode(PurpleConnection* connection, xmlnode** packet);
  void on_wrote(PurpleAccount* account, const char* who, const char* text,
                PurpleConversation* conversation, PurpleMessageFlags flags);
  [[nodiscard]] std::string known_as(PurpleAccount* account, const std::string& jid) const;
  [[nodiscard]] std::optional<sms::PhoneAddress> party(const PurpleAccount* account,
                                                       std::string_view jid) const;

  const Gateways& gateways_;
  SignalConnection receiving_;
  SignalConnection wrote_;
};

}  // namespace plugin
