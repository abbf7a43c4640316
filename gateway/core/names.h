// SPDX-License-Identifier: GPL-2.0-or-later
// Namespaces of what messages and presence carry. Those of queries stand in gateway/protocol.
#pragma once

namespace gateway::ns {

inline constexpr char encryption[] = "urn:xmpp:eme:0";                 // XEP-0380
inline constexpr char omemo_old[] = "eu.siacs.conversations.axolotl";  // XEP-0384 0.3
inline constexpr char omemo_1[] = "urn:xmpp:omemo:1";                  // XEP-0384 0.4
inline constexpr char omemo[] = "urn:xmpp:omemo:2";                    // XEP-0384 0.8
inline constexpr char openpgp[] = "urn:xmpp:openpgp:0";                // XEP-0373
inline constexpr char openpgp_old[] = "jabber:x:encrypted";            // XEP-0027
inline constexpr char fallback[] = "urn:xmpp:fallback:0";              // XEP-0428
inline constexpr char reply[] = "urn:xmpp:reply:0";                    // XEP-0461
inline constexpr char correction[] = "urn:xmpp:message-correct:0";     // XEP-0308
inline constexpr char link_out_of_band[] = "jabber:x:oob";             // XEP-0066 §3
inline constexpr char receipts[] = "urn:xmpp:receipts";                // XEP-0184
inline constexpr char stanza_ids[] = "urn:xmpp:sid:0";                 // XEP-0359
inline constexpr char delay[] = "urn:xmpp:delay";                      // XEP-0203

}  // namespace gateway::ns
