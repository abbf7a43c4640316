# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading what a server logged."""

import time
import xml.etree.ElementTree as ElementTree

from .processes import wait_until

CAPS = "{http://jabber.org/protocol/caps}c"


def ext_of(presence):
    """The ext attribute of a presence's caps; None when there is none."""
    caps = presence.find(CAPS)
    return None if caps is None else caps.get("ext")


def bundles(presence):
    """The names in the `ext` of a presence, in order; none when there is no <c/> or no `ext`."""
    return (ext_of(presence) or "").split()


def is_broadcast(presence):
    """Whether it is an available presence to everybody."""
    return presence.get("to") is None and presence.get("type") is None


def sent(server, jid):
    """What this client sent, as text, without stream management's acknowledgements (XEP-0198)."""
    return [ElementTree.tostring(stanza, "unicode") for stanza in server.received(jid)
            if not stanza.tag.startswith("{urn:xmpp:sm:")]


def wait_quiet(server, jid, quiet_seconds=0.5):
    """Until the client has sent nothing for a while: its sign-on is then over."""
    def is_quiet():
        before = len(sent(server, jid))
        time.sleep(quiet_seconds)
        return len(sent(server, jid)) == before
    wait_until(is_quiet, 15, f"pause in what {jid} sends")
