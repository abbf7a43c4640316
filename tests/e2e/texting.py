# SPDX-License-Identifier: GPL-2.0-or-later
"""What plays about texts stand on: a scripted gateway, and Juliet with an account that knows it."""

from harness.component import Component, component_config
from harness.prosody import Prosody
from scenario import PLUGIN, Scenario

GATEWAY = "gw.localhost"
NUMBER = "+13075551212"
PHONE = f"{NUMBER}@{GATEWAY}"
SHOWN = "+1 307-555-1212"
RETRY = "/sms retry"


class Texting(Scenario):
    """Juliet is signed on; `gateway` is at her server."""

    phones = ()
    receipts = "never"
    translations = None

    def start_server(self):
        return Prosody(self.folder("server"), extra=component_config(GATEWAY), phones=self.phones)

    def setUp(self):
        super().setUp()
        self.gateway = Component(self.server, GATEWAY, receipts=self.receipts,
                                 translations=self.translations)
        self.addCleanup(self.gateway.stop)
        self.juliet = self.new_client("juliet")
        self.juliet.do(f"load {PLUGIN}")
        self.jid = self.juliet.jid = "juliet@localhost"
        self.juliet.do(f"account {self.jid} teiluj {self.server.port} tls")
        self.juliet.do(f"text-setting {self.jid} xmpp-sms-gateways {GATEWAY}")
        mark = self.juliet.do(f"connect {self.jid}")
        self.juliet.wait_for(f"^connected {self.jid}", mark=mark, timeout=30)

    def say(self, text, phone=PHONE):
        return self.juliet.do(f"say {self.jid} {phone} {text}")

    def wait_said(self, kind, text, mark=0, phone=PHONE):
        """A line in the conversation; the match of the regular expression `text`."""
        name = phone.replace("+", r"\+").replace(".", r"\.")
        return self.juliet.wait_for(rf"^conversation {self.jid} {name} {kind} {text}", mark=mark)

    def lines(self, start, mark=0):
        return [line for line in self.juliet.lines.since(mark) if line.startswith(start)]

    def send_error(self, text_id, condition="item-not-found", sender=PHONE, inside=""):
        """An error by the gateway, about whatever."""
        id_ = f" id='{text_id}'" if text_id else ""
        self.gateway.send(
            f"<message type='error' from='{sender}' to='{self.jid}/headless'{id_}>{inside}"
            f"<error type='cancel'><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            "</error></message>")
