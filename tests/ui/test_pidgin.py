# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in real Pidgin, used with mouse and keyboard on a screen of its own."""

import collections
import glob
import os
import re
import tempfile
import unittest

from harness.artefacts import artefact, plugin_file
from harness.desktop import Desktop
from harness.pidgin import BUDDY_LIST, Pidgin
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.stanzas import bundles, is_broadcast, sent, wait_quiet

JULIET = "juliet@localhost"
PHONE = "+13075551212@sms.localhost"
TITLE = "+1 307-555-1212"  # what the plugin makes of it
OURS = "SMS over XMPP"
MEDIA = ["voice-v1", "camera-v1", "video-v1"]  # what Debian's Pidgin announces by itself


def setUpModule():
    folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
    unittest.addModuleCleanup(folder.cleanup)
    PidginCase.folder = folder.name
    PidginCase.desktop = Desktop(os.path.join(folder.name, "desktop"))
    unittest.addModuleCleanup(PidginCase.desktop.stop)


class PidginCase(unittest.TestCase):
    """A server and a Pidgin of its own for every scenario."""

    folder = None
    desktop = None
    users = ("juliet",)
    is_enabled = True

    def setUp(self):
        folder = tempfile.mkdtemp(dir=self.folder)
        os.mkdir(os.path.join(folder, "server"))
        self.server = Prosody(os.path.join(folder, "server"), users=("romeo", *self.users))
        self.addCleanup(self.server.stop)
        self.pidgin = self.start(folder, "profile")

    def start(self, folder, name, **profile):
        options = {"users": self.users, "plugin": plugin_file(), "is_enabled": self.is_enabled}
        pidgin = Pidgin(self.desktop, os.path.join(folder, name), self.server,
                        **{**options, **profile})
        self.addCleanup(pidgin.stop)
        pidgin.wait_ready()
        for user in self.users:
            self.server.wait_received(f"{user}@localhost", "presence", is_broadcast)
        return pidgin

    def presences(self, jid=JULIET):
        return [p for p in self.server.received(jid, "presence") if is_broadcast(p)]

    def assert_next_presence(self, expected, after, jid=JULIET):
        wait_until(lambda: len(self.presences(jid)) > after, 15, f"new presence of {jid}")
        self.assertEqual(bundles(self.presences(jid)[after]), expected)

    def shot(self, name):
        self.desktop.screenshot(artefact(f"pidgin-{name}.png"))


class WithoutThePlugin(PidginCase):
    is_enabled = False

    def test_a_text_is_refused_until_the_plugin_is_enabled_in_the_plugins_dialog(self):
        pidgin = self.pidgin
        self.assertEqual(bundles(self.presences()[-1]), MEDIA)
        pidgin.open_conversation(PHONE)
        pidgin.say(PHONE, "Where are you?")
        refusal = pidgin.window("XMPP Message Error").wait_for(
            "label", lambda text: "SMS_ERROR_11" in text).text
        self.assertIn("(Code 405)", refusal)
        self.shot("01-refused-without-the-plugin")
        pidgin.press("XMPP Message Error", "Close")

        before = len(self.presences())
        dialog = pidgin.open_plugins()
        box = pidgin.find_plugin(OURS)
        self.assertFalse(box.has_state("checked"))
        box.press()
        wait_until(lambda: box.has_state("checked"), 10, "tick at the plugin")
        dialog.wait_for(name=lambda text: "Plugin Details" in text).press()
        self.shot("02-enabled-in-the-plugins-dialog")
        self.assert_next_presence([*MEDIA, "sms-v1"], before)

        pidgin.press("Plugins", "Close")
        pidgin.say(TITLE, "Where are you now?")
        pidgin.wait_said(TITLE, "Delivered to +13075551212: Where are you now?")
        self.shot("03-delivered-with-the-plugin")


class WithThePlugin(PidginCase):
    def test_disabling_the_plugin_in_the_dialog_takes_the_announcement_back(self):
        self.assertEqual(bundles(self.presences()[-1]), [*MEDIA, "sms-v1"])
        before = len(self.presences())
        self.pidgin.open_plugins()
        box = self.pidgin.find_plugin(OURS)
        self.assertTrue(box.has_state("checked"))
        box.press()
        self.assert_next_presence(MEDIA, before)
        self.shot("04-disabled-in-the-plugins-dialog")
        self.assertFalse(self.pidgin.window(BUDDY_LIST).find_all(name=OURS), "its menu stayed")

    def test_its_preferences_open_from_the_plugins_dialog_and_take_effect_at_once(self):
        before = len(self.presences())
        self.pidgin.open_plugins()
        self.pidgin.find_plugin(OURS)
        self.pidgin.press("Plugins", "Configure Plugin")
        page = self.pidgin.window(OURS)
        page.wait_for("check box", lambda text: "sms-v2" in text).press()
        self.shot("05-preferences")
        self.assert_next_presence([*MEDIA, "sms-v1", "sms-v2"], before)

    def test_the_status_window_says_what_is_announced(self):
        self.pidgin.open_menu("Tools", OURS)
        self.shot("06-tools-menu")
        self.pidgin.close_menus()
        self.pidgin.open_menu("Tools", OURS, "Status")
        shown = self.pidgin.window(OURS).wait_for("text").text
        self.assertRegex(shown, r"juliet@localhost: announced since \d\d:\d\d")
        self.shot("07-status-window")

    def test_sms_status_typed_in_a_conversation_answers_there(self):
        self.pidgin.open_conversation(PHONE, TITLE)
        self.pidgin.say(TITLE, "/sms status")
        self.pidgin.wait_said(TITLE, "juliet@localhost: announced since")
        self.pidgin.say(TITLE, "/sms <b>x")
        self.pidgin.wait_said(TITLE, "/sms does not know “<b>x”.")
        self.shot("08-sms-status-in-a-conversation")
        self.assertEqual(self.server.received(JULIET, "message"), [])


class WithTwoAccounts(PidginCase):
    users = ("juliet", "nurse_of_juliet")

    def test_an_account_is_switched_off_and_on_again_by_the_offer_to_send_again(self):
        pidgin, before = self.pidgin, len(self.presences())
        pidgin.open_menu("Tools", OURS, "Accounts…")
        dialog = pidgin.window(OURS)
        box = dialog.wait_for("check box", lambda text: text.startswith("juliet@localhost — "))
        self.assertRegex(box.name, r"announced since \d\d:\d\d$")
        dialog.wait_for("check box", lambda text: text.startswith("nurse_of_juliet@localhost — "))
        box.press()
        self.shot("09-accounts-dialog")
        pidgin.press(OURS, "OK")
        self.assert_next_presence(MEDIA, before)
        self.assertIn("sms-v1", bundles(self.presences("nurse_of_juliet@localhost")[-1]))

        pidgin.open_conversation(PHONE, TITLE)
        pidgin.say(TITLE, "Fish & <chips>?")
        pidgin.wait_said(TITLE, "announcing is switched off for juliet@localhost")
        self.assertIsNone(pidgin.find_window("XMPP Message Error"))
        pidgin.window(OURS).wait_for("push button", "Switch on and send again")
        self.shot("10-offer-to-send-again")
        before = len(self.presences())
        pidgin.press(OURS, "Switch on and send again")
        self.assert_next_presence([*MEDIA, "sms-v1"], before)
        pidgin.wait_said(TITLE, "Delivered to +13075551212: Fish & <chips>?")
        self.shot("11-sent-again")
        self.assertNotIn("Signed off", self.pidgin.log(), "switching must not reconnect")

    def test_everything_is_reached_with_the_keyboard_alone(self):
        pidgin, before = self.pidgin, len(self.presences())
        # The last item of Tools is ours; Accounts… is the fourth of its menu.
        accounts = ("alt+t", "Up", "Right", *["Down"] * 4, "Return")
        pidgin.press_keys(BUDDY_LIST, *accounts)
        self.assertTrue(pidgin.window(OURS).find_all("check box")[0].has_state("checked"))
        pidgin.press_keys(OURS, "space", "alt+c")
        pidgin.wait_closed(OURS)
        self.assertEqual(len(self.presences()), before, "Cancel changed something")

        pidgin.press_keys(BUDDY_LIST, *accounts)
        pidgin.press_keys(OURS, "space", "alt+o")
        self.assert_next_presence(MEDIA, before)
        pidgin.wait_closed(OURS)
        pidgin.open_conversation(PHONE, TITLE)
        pidgin.say(TITLE, "one")
        pidgin.press_keys(OURS, "alt+n")
        pidgin.wait_closed(OURS)
        pidgin.say(TITLE, "two")
        pidgin.press_keys(OURS, "alt+s")
        pidgin.wait_said(TITLE, "Delivered to +13075551212: two")
        self.assertNotIn("Delivered to +13075551212: one", pidgin.conversation(TITLE))


class BesideTheXmppConsole(PidginCase):
    def start(self, folder, name, **profile):
        console = glob.glob("/usr/lib/*/pidgin/xmppconsole.so") + ["xmppconsole.so is missing"]
        return super().start(folder, name, others=console[:1], **profile)

    def test_the_console_shows_the_presence_as_it_was_sent(self):
        pidgin = self.pidgin
        pidgin.open_menu("Tools", "XMPP Console", "XMPP Console")
        console = pidgin.window("XMPP Console")
        for expected in (MEDIA, [*MEDIA, "sms-v1"]):
            before = len(self.presences())
            pidgin.open_menu("Tools", OURS, "Accounts…")
            pidgin.window(OURS).wait_for("check box").press()
            pidgin.press(OURS, "OK")
            pidgin.wait_closed(OURS)
            self.assert_next_presence(expected, before)
            shown = " ".join(widget.text for widget in console.find_all("text"))
            last = [part for part in shown.split("<presence") if "http://pidgin.im/" in part][-1]
            self.assertIn(f"ext='{' '.join(expected)}'", last)
        self.shot("12-xmpp-console")


class Quitting(PidginCase):
    def complaints(self, pidgin):
        """What GLib found wrong, with the times and addresses taken out."""
        lines = [line for line in pidgin.log().splitlines()
                 if re.search(r"CRITICAL|WARNING|g_log:", line)]
        return collections.Counter(re.sub(r"\(.*?\)|0x[0-9a-f]+|\d+", "", line) for line in lines)

    def use_and_quit(self, pidgin, text, title=TITLE):
        pidgin.open_plugins()
        pidgin.press("Plugins", "Close")
        pidgin.open_conversation(PHONE, title)
        pidgin.say(title, text)
        self.server.wait_received(JULIET, "message",
                                  lambda message: text in "".join(message.itertext()))
        pidgin.wait_said(title, text)
        wait_quiet(self.server, JULIET)
        before = len(sent(self.server, JULIET))
        ends = self.server.log().count("Client disconnected")
        self.assertEqual(pidgin.quit(), 0)
        wait_until(lambda: self.server.log().count("Client disconnected") > ends, 10,
                   "end of the stream at the server")
        return sent(self.server, JULIET)[before:]

    def test_quitting_sends_nothing_and_makes_no_complaint_that_pidgin_does_not_make_alone(self):
        folder = tempfile.mkdtemp(dir=self.folder)
        self.assertEqual(self.use_and_quit(self.pidgin, "Good night"), [])
        alone = self.start(folder, "alone", plugin=None, is_enabled=False)
        self.assertEqual(self.use_and_quit(alone, "Good night, good night", PHONE), [])
        self.assertEqual(self.complaints(self.pidgin) - self.complaints(alone),
                         collections.Counter())


if __name__ == "__main__":
    unittest.main()
