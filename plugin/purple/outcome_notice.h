// SPDX-License-Identifier: GPL-2.0-or-later
// What became of a text: receipts and errors, shown in the conversation it was typed in.
#pragma once

#include <functional>
#include <string>

#include "plugin/purple/gateways.h"
#include "plugin/purple/question.h"
#include "plugin/purple/refusal_notice.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/text_hook.h"
#include "plugin/purple/xml_node.h"
#include "plugin/texting/bounce.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class OutcomeNotice {
 public:
  /// Opens the registration with a gateway. Shape: its domain
  using Register = std::function<void(PurpleAccount*, const std::string& gateway)>;

  struct Parts {
    const Gateways& gateways;
    SentTexts& texts;
    const TextHook& sent;
    RefusalNotice& refusals;
    Questions& questions;
  };

  /// Shape:   all that `parts` names outlives it
  OutcomeNotice(const Xmpp& xmpp, const Parts& parts, Register open_registration);

 private:
  /// TRUE when the message was an outcome and is done with: the client does not show it once more.
  gboolean on_receiving_message(PurpleConnection* connection, const char* type, const char* id,
                                const char* from, const char* to, xmlnode* message);
  gboolean came_back(PurpleAccount* account, XmlNode message, std::string_view id,
                     std::string_view from);
  gboolean arrived(PurpleAccount* account, XmlNode message, std::string_view from);
  void ask_to_register(PurpleAccount* account, const std::string& phone);

  Parts parts_;
  Register open_registration_;
  SignalConnection receiving_;
};

}  // namespace plugin
