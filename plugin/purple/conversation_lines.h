// SPDX-License-Identifier: GPL-2.0-or-later
// Lines of ours in a conversation.
#pragma once

#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin {

class Gateways;

/// The open conversation with a phone, or nullptr.
[[nodiscard]] PurpleConversation* find_conversation(PurpleAccount* account,
                                                    const std::string& phone);

/// True for a conversation of two, one of them a phone.
[[nodiscard]] bool is_with_phone(const Gateways& gateways, PurpleConversation* conversation);

/// Something that must be seen: the conversation is opened when it is closed, and where libpurple
/// opens none, in a window.
/// Shape:   `phone` a bare JID; `text` plain
void write_loudly(const Gateways& gateways, PurpleAccount* account, const std::string& phone,
                  const std::string& text, PurpleMessageFlags kind = PURPLE_MESSAGE_ERROR);

/// Something good to know, in an open conversation: not logged, not counted as unread, no sound.
/// Shape:   `text` plain
void write_quietly(PurpleConversation* conversation, const std::string& text);

/// How to show a phone to the user: its number as people write it, a short code or a name as it is,
/// and any other JID as it is.
[[nodiscard]] std::string shown_phone(const Gateways& gateways, const PurpleAccount* account,
                                      const std::string& jid);

}  // namespace plugin
