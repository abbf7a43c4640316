// SPDX-License-Identifier: GPL-2.0-or-later
// /sms in any conversation.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plugin/contacts/sms_command.h"
#include "plugin/purple/purple_api.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/texting.h"

namespace plugin {

/// What the commands are carried out by.
struct CommandActions {
  std::function<std::string()> status;  ///< gives HTML
  /// Gives HTML; `again` looks for them anew.
  std::function<std::string(bool again)> gateways;
  /// Sends the texts of this conversation that came back again; gives what to tell the user.
  std::function<std::string(PurpleConversation*)> retry;
  /// Adds the phone of this conversation, or whoever is typed then.
  std::function<void(PurpleConversation*, const std::string& name)> add;
};

class Commands {
 public:
  /// Shape:   `roster` and `texting` outlive the commands
  Commands(CommandActions actions, const Roster& roster, Texting& texting);
  ~Commands();
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

 private:
  static PurpleCmdRet on_sms(PurpleConversation* conversation, const gchar* command, gchar** words,
                             gchar** error, void* data) noexcept;
  [[nodiscard]] std::optional<std::string> run(PurpleConversation* conversation,
                                               const std::string& line) const;
  [[nodiscard]] std::optional<std::string> text(PurpleConversation* conversation,
                                                const ContactIndex& contacts,
                                                const SmsCommand& command) const;

  CommandActions actions_;
  const Roster& roster_;
  Texting& texting_;
  PurpleCmdId id_;
};

}  // namespace plugin
