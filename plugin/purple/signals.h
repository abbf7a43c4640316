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

// On purple_connections_get_handle().
inline constexpr Signal<void(PurpleConnection*)> signing_on{"signing-on"};
inline constexpr Signal<void(PurpleConnection*)> signed_off{"signed-off"};

// On purple_get_core().
inline constexpr Signal<void()> quitting{"quitting"};
inline constexpr Signal<gboolean(const char*, const char*, GHashTable*)> uri_handler{"uri-handler"};

// On purple_blist_get_handle().
inline constexpr Signal<void(PurpleBlistNode*, GList**)> extended_menu{"blist-node-extended-menu"};

/// libpurple writes the stanza to the wire at PURPLE_SIGNAL_PRIORITY_HIGHEST (9999), and handlers
/// run in ascending order: this is after other plugins' edits and before the bytes leave.
inline constexpr int after_other_plugins = 9000;

}  // namespace plugin::signals
