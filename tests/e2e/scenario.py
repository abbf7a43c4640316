# SPDX-License-Identifier: GPL-2.0-or-later
"""What every scenario stands on: a server of its own, clients, and their end.

The build to test is named by XMPP_SMS_BUILD, and PYTHONPATH has tests/; a missing program fails the
test, it never skips.
"""

import os
import shutil
import tempfile
import unittest

from harness.artefacts import build_directory
from harness.headless import HeadlessClient
from harness.prosody import Prosody
from harness.stanzas import ext_of, is_broadcast  # noqa: F401 (scenarios take it from here)
from harness.stanzas import bundles as tokens

BUILD = build_directory()
PLUGIN = f'"{BUILD}/plugin/xmpp-sms.so"'  # as a word of the client's language
CLIENT = os.path.join(BUILD, "tests", "client", "headless-client")


def test_plugin(name):
    """One of the misbehaving plugins of tests/plugins."""
    return f'"{BUILD}/tests/plugins/{name}.so"'


class Scenario(unittest.TestCase):
    """One server and as many clients as the play has persons."""

    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="xmpp-sms-test-")
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.server = self.start_server()
        self.addCleanup(self.server.stop)

    def start_server(self):
        return Prosody(self.folder("server"))

    def folder(self, name):
        path = os.path.join(self.directory, name)
        os.makedirs(path, exist_ok=True)
        return path

    def new_client(self, name, **options):
        client = HeadlessClient(CLIENT, self.folder(name), self.server.certificate, **options)
        self.addCleanup(client.stop)
        self.addCleanup(self.no_mnemonic_leads_to_two, client)
        return client

    def no_mnemonic_leads_to_two(self, client):
        clashes = [line for line in client.lines.since(0) if "mnemonics of the dialog" in line]
        self.assertEqual(clashes, [])

    def signed_on(self, user, plugin=False, **options):
        """A client signed on as the user; its bare JID is user@domain."""
        client = self.new_client(user)
        if plugin:
            client.do(f"load {PLUGIN}")
        client.jid = client.sign_on(self.server, user, **options)
        self.server.wait_received(client.jid, "presence", is_broadcast)
        return client

    def last_broadcast(self, jid):
        """The broadcast presence that the server received last."""
        return [p for p in self.server.received(jid, "presence") if is_broadcast(p)][-1]

    def presence_count(self, jid):
        return len(self.server.received(jid, "presence"))

    def next_broadcast(self, jid, before):
        """The first broadcast presence behind the `before` ones that came earlier."""
        return self.server.wait_received(jid, "presence", is_broadcast, skip=before)

    def fence(self, client):
        """Waits until the server has read all that the client sent so far."""
        self._fences = getattr(self, "_fences", 0) + 1
        fence_id = f"fence-{self._fences}"
        mark = client.do(f"send {client.jid} <iq type='get' id='{fence_id}' "
                         f"to='{self.server.domain}'><query xmlns='http://jabber.org/protocol/"
                         "disco#info'/></iq>")
        client.wait_for(f"^< .*{fence_id}", mark=mark)

    def switch(self, client, on, jid=None):
        """Uses the plugin's own accounts dialog."""
        client.do(f"menu {PLUGIN} Accounts…")
        client.do(f"set {jid or client.jid} {'on' if on else 'off'}")
        client.do("press OK")
