# SPDX-License-Identifier: GPL-2.0-or-later
"""XEP-0198: libpurple sends copies of unacknowledged stanzas again after a resumed connection."""

from harness.wire import Wire
from scenario import Scenario, tokens


class Resumption(Scenario):
    def setUp(self):
        super().setUp()
        self.wire = Wire(self.server.port)
        self.addCleanup(self.wire.close)
        self.juliet = self.signed_on("juliet", plugin=True, port=self.wire.port)
        self.fence(self.juliet)

    def lose_a_status_change(self):
        """A presence leaves the client, and the link breaks before it reaches the server."""
        self.wire.hold()
        before = self.presence_count(self.juliet.jid)
        mark = self.juliet.do(f"status {self.juliet.jid} away lost on the way")
        self.juliet.wait_for("^> .*<presence.*lost on the way.*ext='sms-v1'", mark=mark)
        self.wire.cut()
        self.juliet.wait_for("^disconnected", mark=mark)  # a while after the error
        self.assertEqual(self.presence_count(self.juliet.jid), before)
        return before

    def resume(self):
        mark = self.juliet.do(f"reconnect {self.juliet.jid}")
        self.juliet.wait_for("^< .*<(resumed|enabled)", mark=mark, timeout=30)

    def resent(self, before):
        return self.server.wait_received(
            self.juliet.jid, "presence",
            lambda p: p.findtext("{*}status") == "lost on the way", skip=before)

    def test_a_resent_presence_announces_once(self):
        before = self.lose_a_status_change()
        self.resume()
        self.assertEqual(tokens(self.resent(before)), ["sms-v1"])

    def test_a_resent_presence_obeys_a_switch_made_meanwhile(self):
        before = self.lose_a_status_change()
        self.switch(self.juliet, False)
        self.resume()
        self.assertEqual(tokens(self.resent(before)), [])

    def test_acknowledgement_requests_pass(self):
        self.juliet.wait_for("^> .*<r xmlns='urn:xmpp:sm:3'/>")
