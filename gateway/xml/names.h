// SPDX-License-Identifier: GPL-2.0-or-later
// Namespaces that streams and XML itself use, and what more than one room speaks; those of other
// XEPs stand where they are spoken.
#pragma once

#include "smscaps/names.h"

namespace gateway::xml {

inline constexpr char xml_namespace[] = "http://www.w3.org/XML/1998/namespace";

/// What a component's stanzas are in, both ways, and what a client's would be.
using smscaps::client_namespace;
using smscaps::component_namespace;

/// Of `<stream/>` and `<error/>` beside stanzas. Source: RFC 6120 §4.8.1.
inline constexpr char streams_namespace[] = "http://etherx.jabber.org/streams";
/// Of conditions inside a stream error. Source: RFC 6120 §4.9.2.
inline constexpr char stream_errors_namespace[] = "urn:ietf:params:xml:ns:xmpp-streams";
/// Of conditions inside a stanza error. Source: RFC 6120 §8.3.2.
inline constexpr char stanza_errors_namespace[] = "urn:ietf:params:xml:ns:xmpp-stanzas";

/// The link asks by it, and the gateway is asked. Source: XEP-0199.
inline constexpr char ping_namespace[] = "urn:xmpp:ping";

}  // namespace gateway::xml
