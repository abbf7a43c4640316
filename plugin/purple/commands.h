// SPDX-License-Identifier: GPL-2.0-or-later
// /sms in any conversation.
#pragma once

#include <functional>
#include <string>

#include "plugin/purple/gateways.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

class Commands {
 public:
  /// What the words after /sms do. Each gives what to tell the user.
  struct Actions {
    std::function<std::string()> status;                                           ///< HTML
    std::function<std::string(PurpleConversation*)> retry;                         ///< plain
    std::function<std::string(PurpleConversation*, const std::string& name)> add;  ///< plain
  };

  /// Shape:   `gateways` outlives the commands
  Commands(Actions actions, Gateways& gateways);
  ~Commands();
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

 private:
  static PurpleCmdRet on_sms(PurpleConversation* conversation, const gchar* command, gchar** words,
                             gchar** error, void* data) noexcept;
  PurpleCmdRet run(PurpleConversation* conversation, const std::string& line, gchar** error) const;

  Actions actions_;
  Gateways& gateways_;
  PurpleCmdId id_;
};

}  // namespace plugin
