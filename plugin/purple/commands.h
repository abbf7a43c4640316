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
  /// Shape:   `status` gives the status as HTML; `gateways` outlives the commands
  Commands(std::function<std::string()> status, Gateways& gateways);
  ~Commands();
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

 private:
  static PurpleCmdRet on_sms(PurpleConversation* conversation, const gchar* command, gchar** words,
                             gchar** error, void* data) noexcept;
  PurpleCmdRet run(PurpleConversation* conversation, const std::string& line, gchar** error) const;

  std::function<std::string()> status_;
  Gateways& gateways_;
  PurpleCmdId id_;
};

}  // namespace plugin
