// SPDX-License-Identifier: GPL-2.0-or-later
// The signals we listen to, with their prototypes. Source: libpurple's documentation of
// jabber-signals, conversation-signals, connection-signals, account-signals, blist-signals and
// core-signals.
#pragma once

#include "plugin/purple/signal_connection.h"

namespace plugin::signals {

// On the XMPP protocol plugin.
inline constexpr Signal<void(PurpleConnection*, xmlnode**)> sending_xmlnode{
    "jabber-sending-xmlnode"};
inline constexpr Signal<gboolean(PurpleConnection*, const char*, const char*, const char*,
                                 xmlnode*)>
    receiving_iq{"jabber-receiving-iq"};
inline constexpr Signal<gboolean(PurpleConnection*, const char*, const char*, const char*,
                                 const char*, xmlnode*)>
    receiving_message{"jabber-receiving-message"};
inline constexpr Signal<void(PurpleConnection*, xmlnode**)> receiving_xmlnode{
    "jabber-receiving-xmlnode"};

// On purple_conversations_get_handle().
inline constexpr Signal<void(PurpleAccount*, const char*, char**)> sending_im{"sending-im-msg"};
inline constexpr Signal<void(PurpleAccount*, const char*, const char*)> sent_im{"sent-im-msg"};
inline constexpr Signal<gboolean(PurpleAccount*, const char*, char**, PurpleConversation*,
                                 PurpleMessageFlags)>
    writing_im{"writing-im-msg"};
inline constexpr Signal<void(PurpleAccount*, const char*, const char*, PurpleConversation*,
                             PurpleMessageFlags)>
    wrote_im{"wrote-im-msg"};
inline constexpr Signal<void(PurpleConversation*)> conversation_created{"conversation-created"};
inline constexpr Signal<void(PurpleConversation*)> deleting_conversation{"deleting-conversation"};
inline constexpr Signal<void(PurpleConversation*, PurpleConvUpdateType)> conversation_updated{
    "conversation-updated"};
inline constexpr Signal<void(PurpleConversation*, GList**)> conversation_menu{
    "conversation-extended-menu"};

// On purple_blist_get_handle().
inline constexpr Signal<void(PurpleBuddy*)> buddy_added{"buddy-added"};
inline constexpr Signal<void(PurpleBuddy*)> buddy_removed{"buddy-removed"};

// On purple_connections_get_handle().
inline constexpr Signal<void(PurpleConnection*)> signing_on{"signing-on"};
inline constexpr Signal<void(PurpleConnection*)> signed_on{"signed-on"};
inline constexpr Signal<void(PurpleConnection*)> signed_off{"signed-off"};

// On purple_accounts_get_handle().
inline constexpr Signal<void(PurpleAccount*)> account_removed{"account-removed"};

// On purple_get_core().
inline constexpr Signal<void()> quitting{"quitting"};
inline constexpr Signal<gboolean(const char*, const char*, GHashTable*)> uri_handler{"uri-handler"};

// On purple_blist_get_handle().
inline constexpr Signal<void(PurpleBlistNode*, GList**)> extended_menu{"blist-node-extended-menu"};

/// libpurple writes the stanza to the wire at PURPLE_SIGNAL_PRIORITY_HIGHEST (9999), and handlers
/// run in ascending order: this is after other plugins' edits and before the bytes leave.
inline constexpr int after_other_plugins = 9000;
inline constexpr int before_other_plugins = -9000;

}  // namespace plugin::signals
