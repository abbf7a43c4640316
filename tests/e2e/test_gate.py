# SPDX-License-Identifier: GPL-2.0-or-later
"""An SMS service that serves only clients which announce sms-v1, as Google Talk's did."""

from harness.prosody import Prosody
from scenario import PLUGIN, Scenario

REFUSAL = (r"SMS_ERROR_11: Sorry we don't support free SMS messaging through this client\. "
           r"Visit http://gmail\.com/sms for more info\. \(Code 405\)")


class GateMixin:
    def phone(self):
        return f"+13075551212@sms.{self.server.domain}"

    def test_without_the_plugin_the_text_is_refused(self):
        juliet = self.signed_on("juliet")
        mark = juliet.do(f"say {juliet.jid} {self.phone()} wherefore art thou")
        juliet.wait_for("^notice XMPP Message Error .*" + REFUSAL, mark=mark)

    def test_with_the_plugin_the_text_is_delivered(self):
        juliet = self.signed_on("juliet", plugin=True)
        mark = juliet.do(f"say {juliet.jid} {self.phone()} wherefore art thou")
        juliet.wait_for(r"^conversation .* received Delivered to \+13075551212: wherefore art thou",
                        mark=mark)

    def test_the_plugin_enabled_later_is_enough(self):
        juliet = self.signed_on("juliet")
        juliet.do(f"load {PLUGIN}")
        mark = juliet.do(f"say {juliet.jid} {self.phone()} wherefore art thou")
        juliet.wait_for("^conversation .* received Delivered", mark=mark)

    def test_the_plugin_disabled_is_refused_again(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"unload {PLUGIN}")
        mark = juliet.do(f"say {juliet.jid} {self.phone()} wherefore art thou")
        juliet.wait_for("^notice XMPP Message Error .*" + REFUSAL, mark=mark)


class OrdinaryServer(GateMixin, Scenario):
    pass


class GoogleTalk(GateMixin, Scenario):
    """libpurple treats a server that calls itself Google Talk in its own way (Jingle relays, nosave)."""

    def start_server(self):
        return Prosody(self.folder("server"), domain="gmail.com", server_name="Google Talk",
                       extra='Component "talk.gmail.com" "sms_gate"')

    def test_the_client_takes_it_for_google_talk(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.wait_for("^> .*google:jingleinfo")
