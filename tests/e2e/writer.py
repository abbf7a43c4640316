# SPDX-License-Identifier: GPL-2.0-or-later
"""What plays about writing to phones stand on: Juliet, who uses the plugin's dialogs and commands."""

import os

from harness.component import Component, component_config
from harness.processes import HarnessError
from harness.prosody import Prosody
from scenario import PLUGIN, Scenario
from texting import GATEWAY, PHONE

OTHER = f"+13075551213@{GATEWAY}"


class Writer(Scenario):
    """Juliet is signed on and knows `gateway`, which is at her server."""

    phones = ()
    region = "en_US.UTF-8"

    def start_server(self):
        return Prosody(self.folder("server"), phones=self.phones,
                       extra=component_config(GATEWAY, "other.localhost"))

    def setUp(self):
        super().setUp()
        self.gateway = Component(self.server, GATEWAY)
        self.addCleanup(self.gateway.stop)
        self.juliet = self.new_client("juliet", env=dict(os.environ, LC_ALL=self.region))
        self.juliet.do(f"load {PLUGIN}")
        self.juliet.jid = self.juliet.sign_on(self.server, "juliet")
        self.know(GATEWAY)

    def know(self, *gateways):
        self.juliet.do(f"text-setting {self.juliet.jid} xmpp-sms-gateways {' '.join(gateways)}")

    def menu(self, label):
        """Opens a dialog; the mark before it."""
        mark = self.juliet.do(f"menu {PLUGIN} {label}")
        self.juliet.wait_for("^dialog ", mark=mark)
        return mark

    def fill(self, **fields):
        for field, value in fields.items():
            self.juliet.do(f'set "{field.replace("_", " ")}" {value}')

    def send(self, to, text):
        """Send SMS… filled in and sent; the mark before the button."""
        self.menu("Send SMS…")
        self.fill(to=to, text=text)
        return self.juliet.do("press Send")

    def buddy_menu(self, who, label):
        mark = self.juliet.do(f"buddy-menu {self.juliet.jid} {who} {label}")
        self.juliet.wait_for("^dialog ", mark=mark)
        return mark

    def entries(self, who):
        mark = self.juliet.do(f"buddy-menu {self.juliet.jid} {who}")
        return [line[6:] for line in self.juliet.lines.since(mark) if line.startswith("entry ")]

    def say(self, command, who="romeo@localhost"):
        return self.juliet.do(f"say {self.juliet.jid} {who} {command}")

    def assert_refused(self, command, pattern, who="romeo@localhost"):
        with self.assertRaisesRegex(HarnessError, pattern):
            self.say(command, who)

    def wait_text(self, body, to=PHONE):
        text = self.gateway.wait_text(lambda text: text.body == body)
        self.assertEqual(text.to, to)
        return text

    def wait_problem(self, mark, pattern):
        """The form is there again with a sentence."""
        return self.juliet.wait_for(rf"^dialog [^|]*\| [^|]*\| .*{pattern}", mark=mark)

    def wait_field(self, mark, name, value):
        self.juliet.wait_for(f"^field {name} '{value}'", mark=mark)

    def add(self, number, name="", **more):
        self.menu("Add SMS contact…")
        self.fill(number=number, name=name, **more)
        return self.juliet.do("press Add")

    def wait_roster(self, jid):
        """The roster set that adds somebody, at the server."""
        iq = self.server.wait_received(
            self.juliet.jid, "iq",
            lambda iq: any(item.get("jid") == jid for item in iq.iter("{jabber:iq:roster}item")))
        return next(item for item in iq.iter("{jabber:iq:roster}item"))

    def assert_no_text(self):
        self.fence(self.juliet)
        self.assertEqual(self.gateway.texts, [])
        self.assertEqual([m for m in self.server.received(self.juliet.jid, "message")], [])
