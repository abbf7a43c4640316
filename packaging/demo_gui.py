# SPDX-License-Identifier: GPL-2.0-or-later
"""What packaging/try shows on a display: Pidgin on a throwaway profile, ready to text a phone."""

import os
import sys
import time
import xml.etree.ElementTree as ElementTree

from harness.artefacts import plugin_file
from harness.desktop import OwnDesktop
from harness.pidgin import Pidgin
from stage import perform

PHONE = "+13075551212@sms.localhost"
JULIET = "juliet@localhost"

WHAT_TO_DO = """
==> Pidgin is open, signed on as juliet@localhost, with the plugin enabled.
    Text a phone:   double-click “+1 307 555 1212” in the group SMS, type, press Enter.
                    Below what you type stands how many text messages it takes.
    What is told:   Tools ▸ SMS over XMPP ▸ Status
    Be refused:     Tools ▸ SMS over XMPP ▸ Accounts…, untick juliet, and text again.
    To stop:        close Pidgin, or press Ctrl-C here.

==> What Pidgin sends, and what the SMS service makes of it:
"""


def as_sent(stanza):
    """The stanza as it was on the wire, but for prefixes: without the namespaces of the parser."""
    for prefix, uri in (("", "jabber:client"), ("c", "http://jabber.org/protocol/caps"),
                        ("x", "vcard-temp:x:update")):
        ElementTree.register_namespace(prefix, uri)
    return ElementTree.tostring(stanza, "unicode")


class Narrator:
    """Prints presence, texts, and the service's verdicts, each once."""

    def __init__(self, server):
        self._server = server
        self._stanzas = 0
        self._log_lines = 0

    def tell_news(self):
        stanzas = self._server.received(JULIET)
        for stanza in stanzas[self._stanzas:]:
            kind = stanza.tag.rpartition("}")[2]
            if kind == "presence" or (kind == "message" and stanza.find("body") is not None):
                print(f"    sent     {as_sent(stanza)}", flush=True)
        self._stanzas = len(stanzas)
        log = self._server.log().splitlines()
        for line in log[self._log_lines:]:
            verdict = line.rpartition("\t")[2]
            if "a text to +" in verdict:
                print(f"    service  {verdict}", flush=True)
        self._log_lines = len(log)


def show(directory, server):
    """Runs until Pidgin is closed."""
    pidgin = Pidgin(OwnDesktop(directory), os.path.join(directory, "profile"), server,
                    plugin=[plugin_file(), plugin_file("xmpp-sms-pidgin")], is_enabled=True)
    try:
        print(WHAT_TO_DO, flush=True)
        narrator = Narrator(server)
        while pidgin.is_running():
            narrator.tell_news()
            time.sleep(0.2)
        narrator.tell_news()
        print("\n==> Pidgin was closed.")
    finally:
        pidgin.stop()


if __name__ == "__main__":
    sys.exit(perform(show, phones=[("juliet", PHONE, "+1 307 555 1212")]))
