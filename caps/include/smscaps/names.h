// SPDX-License-Identifier: GPL-2.0-or-later
// The strings of capability announcement, each with its source.
#pragma once

namespace smscaps {

/// Namespace of the `<c/>` element. Source: XEP-0115 §4.
inline constexpr char caps_namespace[] = "http://jabber.org/protocol/caps";

/// Namespace of the query that asks what a bundle stands for. Source: XEP-0030 §3.1.
inline constexpr char disco_info_namespace[] = "http://jabber.org/protocol/disco#info";

/// Default namespace of client streams. Source: RFC 6120 §4.8.2.
inline constexpr char client_namespace[] = "jabber:client";

/// Default namespace of component streams. Source: XEP-0114 §3.
inline constexpr char component_namespace[] = "jabber:component:accept";

/// The bundle that Google Talk's SMS service looked for in a sender's last presence, and answered
/// SMS_ERROR_11 when it was missing. Source: the presence of Google's own web client
/// (`ext="pmuc-v1 sms-v1 camera-v1 video-v1 voice-v1"`), 2008.
inline constexpr char sms_v1[] = "sms-v1";

/// A second bundle that the historic Pidgin plugin announced beside sms-v1 in its version 0.4.
/// No server is known to have asked for it.
inline constexpr char sms_v2[] = "sms-v2";

/// Caps node of Google's own web client. Source: as sms_v1.
inline constexpr char google_client_node[] = "http://mail.google.com/xmpp/client/caps";

/// What precedes a bundle's name in the feature that describes it. Google published no feature for
/// sms-v1, so the feature is ours: "urn:x-xmpp-sms:bundle:sms-v1".
inline constexpr char bundle_feature_prefix[] = "urn:x-xmpp-sms:bundle:";

}  // namespace smscaps
