# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in real Finch, used with the keyboard in a terminal of its own."""

import os
import tempfile
import unittest

from harness.artefacts import artefact, plugin_file
from harness.finch import Finch
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.stanzas import bundles, is_broadcast, sent, wait_quiet

JULIET = "juliet@localhost"
PHONE = "+13075551212@sms.localhost"
TITLE = "+1 307-555-1212"  # what the plugin makes of it
OURS = "SMS over XMPP"


class FinchCase(unittest.TestCase):
    """A server and a Finch of its own for every scenario."""

    is_enabled = True
    is_debugging = False

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
        self.addCleanup(folder.cleanup)
        os.mkdir(os.path.join(folder.name, "server"))
        self.server = Prosody(os.path.join(folder.name, "server"))
        self.addCleanup(self.server.stop)
        self.finch = Finch(os.path.join(folder.name, "profile"), self.server,
                           plugin=plugin_file(), is_enabled=self.is_enabled,
                           is_debugging=self.is_debugging)
        self.addCleanup(self.finch.stop)
        self.server.wait_received(JULIET, "presence", is_broadcast)
        if not self.is_debugging:  # whose window may cover it
            self.finch.wait_shown("romeo@localho")

    def presences(self):
        return [p for p in self.server.received(JULIET, "presence") if is_broadcast(p)]

    def next_bundles(self, after):
        wait_until(lambda: len(self.presences()) > after, 15, "new presence of juliet")
        return bundles(self.presences()[after])

    def keep(self, name):
        self.finch.keep(artefact(f"finch-{name}.txt"), artefact(f"finch-{name}.png"))


class WithoutThePlugin(FinchCase):
    is_enabled = False

    def test_a_text_is_refused_until_the_plugin_is_enabled_with_space(self):
        finch, before = self.finch, len(self.presences())
        alone = bundles(self.presences()[-1])
        self.assertNotIn("sms-v1", alone)
        finch.open_plugins()
        finch.select_plugin(OURS)
        self.assertIn(f"[ ] {OURS}", finch.screen())
        finch.key("Space")
        finch.wait_shown(f"[X] {OURS}")
        self.assertEqual(self.next_bundles(before), [*alone, "sms-v1"])
        self.keep("01-enabled-in-the-plugin-list")

        finch.key("Space")
        finch.wait_shown(f"[ ] {OURS}")
        self.assertEqual(self.next_bundles(before + 1), alone)
        finch.key("M-c")
        finch.wait_gone("You can (un)load plugins")
        finch.open_conversation(PHONE)
        finch.say("Where are you?")
        wait_until(lambda: "XMPP Message Error" in finch.screen(), 15, "error window in the bar")
        finch.bring_to_front("XMPP Message Error")
        finch.wait_shown("SMS_ERROR_11")
        self.keep("02-refused-without-the-plugin")


class WithThePlugin(FinchCase):
    def test_an_account_is_switched_off_and_on_again_by_the_offer_to_send_again(self):
        finch, before = self.finch, len(self.presences())
        finch.choose(OURS, "Accounts…")
        finch.wait_shown(f"[X] {JULIET} — announced since")
        self.keep("03-accounts-dialog")
        finch.key("Space")
        finch.wait_shown(f"[ ] {JULIET}")
        finch.key("Tab", "Enter")
        self.assertNotIn("sms-v1", self.next_bundles(before))

        finch.open_conversation(PHONE, TITLE)
        finch.say("Fish & <chips>?")
        finch.wait_shown("announcing is switched off for")
        finch.bring_to_front(OURS)
        finch.wait_shown(" Switch on and send again ")
        self.keep("04-offer-to-send-again")
        finch.key("Enter")
        self.assertIn("sms-v1", self.next_bundles(before + 1))
        finch.wait_shown("Delivered to +13075551212:")
        self.keep("05-sent-again")

    def test_the_status_is_shown_from_the_menu_and_in_a_conversation(self):
        finch = self.finch
        finch.choose(OURS, "Status")
        finch.wait_shown(f"{JULIET}: announced since")
        self.keep("06-status-window")
        finch.key("Enter")
        finch.wait_gone("announced since")
        finch.open_conversation(PHONE, TITLE)
        finch.say("/sms status")
        finch.wait_shown("The server was told sms-v1 with your presence.")
        self.keep("07-sms-status-in-a-conversation")
        self.assertEqual(self.server.received(JULIET, "message"), [])

    def test_its_preferences_take_effect_at_once(self):
        finch, before = self.finch, len(self.presences())
        finch.open_plugins()
        finch.select_plugin(OURS)
        finch.wait_shown("Configure Plugin")
        finch.key("Tab", "Tab", "Tab", "Enter")
        finch.wait_shown("[ ] Announce sms-v2 too")
        finch.key("Space")
        finch.wait_shown("[X] Announce sms-v2 too")
        self.keep("08-preferences")
        finch.key("Tab", "Tab", "Enter")
        self.assertEqual(self.next_bundles(before)[-2:], ["sms-v1", "sms-v2"])


class Quitting(FinchCase):
    is_debugging = True

    def test_quitting_sends_nothing_and_glib_has_nothing_to_complain_about(self):
        wait_quiet(self.server, JULIET)
        before = len(sent(self.server, JULIET))
        self.finch.quit()
        wait_until(lambda: "Client disconnected" in self.server.log(), 10, "end of the stream")
        self.assertEqual(sent(self.server, JULIET)[before:], [])
        self.assertIn("Unloading plugin SMS over XMPP", self.finch.log())
        self.assertNotRegex(self.finch.log(), "CRITICAL|g_log:")


if __name__ == "__main__":
    unittest.main()
