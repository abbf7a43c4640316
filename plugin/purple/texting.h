// SPDX-License-Identifier: GPL-2.0-or-later
// Sends a text: finds the one conversation of a number, and says it there.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/roster.h"
#include "sms/phone_address.h"

namespace plugin {

struct TextRequest {
  std::string account;                 ///< bare JID; empty: of the contact with the number, or any
  std::optional<GatewayInfo> gateway;  ///< nullopt: where the number is known, else the default
  sms::PhoneAddress party;
  std::string body;  ///< plain text; empty: the conversation is only opened
};

class Texting {
 public:
  /// nullopt: it was handed over to the conversation. Else a sentence for the user that says why
  /// nothing was sent.
  using Done = std::function<void(std::optional<std::string> problem)>;

  /// Says markup in a conversation without asking about its cost: that was done here.
  using Say = std::function<void(PurpleConversation*, const std::string& markup)>;

  Texting(Gateways& gateways, Roster& roster, Forms& forms, Say say)
      : gateways_(gateways), roster_(roster), forms_(forms), say_(std::move(say)) {}

  /// Opens or reuses the number's conversation, whatever spelling of it that has, and sends.
  /// `done` runs once, now or later, but not after the plugin was unloaded.
  /// Shape:   a text of more segments than the settings allow is asked about first
  void text(TextRequest request, Done done);

 private:
  void find_address(TextRequest request, Done done);
  [[nodiscard]] std::optional<std::string> say(const std::string& account, const std::string& jid,
                                               const std::string& body) const;
  [[nodiscard]] std::optional<std::string> known_address(const TextRequest& request,
                                                         const ContactIndex& contacts) const;

  Gateways& gateways_;
  Roster& roster_;
  Forms& forms_;
  Say say_;
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace plugin
