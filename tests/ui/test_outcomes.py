# SPDX-License-Identifier: GPL-2.0-or-later
"""What becomes of texts, as one sees it in real Pidgin and real Finch, with a scripted gateway."""

import os
import tempfile
import unittest

from harness.artefacts import artefact, plugin_file
from harness.component import Bounce, Component, component_config
from harness.desktop import Desktop
from harness.finch import Finch
from harness.pidgin import Pidgin
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.stanzas import is_broadcast

JULIET = "juliet@localhost"
GATEWAY = "gw.localhost"
NUMBER = "+13075551212"
PHONE = f"{NUMBER}@{GATEWAY}"
TITLE = "+1 307-555-1212"
OURS = "SMS over XMPP"
THEME = os.environ.get("XMPP_SMS_THEME", "light")
FONT = os.environ.get("XMPP_SMS_FONT", "DejaVu Sans 10")


def setUpModule():
    folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
    unittest.addModuleCleanup(folder.cleanup)
    Case.folder = folder.name
    Case.desktop = Desktop(os.path.join(folder.name, "desktop"), theme=THEME, font=FONT)
    unittest.addModuleCleanup(Case.desktop.stop)


class Case(unittest.TestCase):
    folder = None
    desktop = None

    def setUp(self):
        self.place = tempfile.mkdtemp(dir=self.folder)
        os.mkdir(os.path.join(self.place, "server"))
        self.server = Prosody(os.path.join(self.place, "server"), users=("juliet",), contacts=(),
                              extra=component_config(GATEWAY))
        self.addCleanup(self.server.stop)
        self.gateway = Component(self.server, GATEWAY)
        self.addCleanup(self.gateway.stop)

    def comes(self, body, resource="desk"):
        self.gateway.send_text(NUMBER, f"{JULIET}/{resource}", body)


class InPidgin(Case):
    def setUp(self):
        super().setUp()
        self.pidgin = Pidgin(self.desktop, os.path.join(self.place, "profile"), self.server,
                             users=("juliet",), plugin=plugin_file(), is_enabled=True)
        self.addCleanup(self.pidgin.stop)
        self.pidgin.wait_ready()
        self.server.wait_received(JULIET, "presence", is_broadcast)

    def shot(self, name):
        self.desktop.screenshot(artefact(f"pidgin-outcomes-{THEME}-{name}.png"))

    def test_a_text_comes_back_is_sent_again_and_arrives(self):
        pidgin = self.pidgin
        self.gateway.bounce = Bounce("item-not-found", "No <b>such</b> subscriber")
        pidgin.open_conversation(PHONE, TITLE)
        pidgin.say(TITLE, "Fish & <chips>?")
        pidgin.wait_said(TITLE, "Not delivered: “Fish & <chips>?”")
        pidgin.wait_said(TITLE, "The service said: No <b>such</b> subscriber")
        self.assertIsNone(pidgin.find_window("XMPP Message Error"))
        self.shot("01-came-back")
        self.gateway.bounce = None
        self.gateway.receipts = "held"
        pidgin.say(TITLE, "/sms retry")
        pidgin.wait_said(TITLE, "Sent again: “Fish & <chips>?”")
        wait_until(lambda: len(self.gateway.texts) == 2, 15, "the text sent again")
        pidgin.say(TITLE, "and peas")
        self.gateway.wait_text(lambda text: text.body == "and peas")
        self.gateway.send_receipts()
        pidgin.wait_said(TITLE, "Delivered: “Fish & <chips>?”")
        wait_until(lambda: pidgin.conversation(TITLE).rstrip().endswith("Delivered"), 15,
                   "receipt of the last text")
        self.shot("02-delivered")

    def test_an_unknown_number_is_titled_and_added_from_the_menu(self):
        pidgin = self.pidgin
        self.comes("Hello, it is me")
        pidgin.wait_said(TITLE, "Hello, it is me")
        pidgin.wait_said(TITLE, "This number is not among your contacts.")
        self.assertIn(f"{TITLE}: Hello", pidgin.conversation(TITLE))
        self.assertNotIn(GATEWAY, pidgin.conversation(TITLE), "a JID is shown")
        self.shot("03-unknown-number")
        window = pidgin.window(TITLE)
        window.wait_for(name="Conversation").press()
        window.wait_for(name="More").press()
        window.wait_for(name="Add as SMS contact…").press()
        dialog = pidgin.window("Add SMS contact")
        self.assertIn(TITLE, [field.text for field in dialog.find_all("text")])
        self.desktop.key("Escape")  # the menus, which are still open when no mouse was used
        self.shot("04-add-as-contact")
        self.desktop.activate("Add SMS contact")
        self.desktop.key("alt+m")
        self.desktop.type("Romeo")
        self.desktop.key("alt+a")
        pidgin.window("Romeo")
        self.gateway.wait_presence("subscribe")
        self.shot("05-added")

    def test_a_long_text_is_asked_about_and_goes_back_to_the_entry(self):
        pidgin = self.pidgin
        pidgin.open_conversation(PHONE, TITLE)
        text = "All the world's a stage. " * 37
        pidgin.say(TITLE, text)
        pidgin.window(OURS).wait_for("label", lambda shown: "This text takes 7 SMS" in shown)
        self.shot("06-question")
        pidgin.press(OURS, "Don't send")
        pidgin.wait_closed(OURS)
        wait_until(lambda: any(widget.text.count("stage") == 37
                               for widget in pidgin.window(TITLE).find_all("text")), 15,
                   "the text in the entry again")
        self.assertEqual(self.gateway.texts, [])
        self.desktop.activate(TITLE)
        self.desktop.key("Return")
        pidgin.press_keys(OURS, "alt+s")
        self.assertEqual(self.gateway.wait_text().body.strip(), text.strip())
        pidgin.wait_said(TITLE, "Sent as 7 SMS")
        self.shot("07-sent")

    def test_registration_is_offered_and_its_form_opens(self):
        pidgin = self.pidgin
        self.gateway.registration = ["username", "password"]
        self.gateway.bounce = Bounce("registration-required", "Register first")
        pidgin.open_conversation(PHONE, TITLE)
        pidgin.say(TITLE, "hello")
        pidgin.window(OURS).wait_for("label", lambda shown: f"Register with {GATEWAY}?" in shown)
        self.shot("08-register")
        pidgin.press_keys(OURS, "alt+r")
        self.gateway.wait_iq("jabber:iq:register")
        wait_until(lambda: any("Register" in title for title in pidgin.open_windows()), 15,
                   "form of the registration")
        self.shot("09-registration-form")


class InFinch(Case):
    def setUp(self):
        super().setUp()
        self.finch = Finch(os.path.join(self.place, "profile"), self.server, plugin=plugin_file(),
                           is_enabled=True)
        self.addCleanup(self.finch.stop)
        self.server.wait_received(JULIET, "presence", is_broadcast)

    def keep(self, name):
        self.finch.keep(artefact(f"finch-outcomes-{name}.txt"),
                        artefact(f"finch-outcomes-{name}.png"))

    def test_a_text_comes_back_is_sent_again_and_arrives(self):
        finch = self.finch
        self.gateway.bounce = Bounce("item-not-found", "No such subscriber")
        finch.open_conversation(PHONE, TITLE)
        finch.say("Fish & <chips>?")
        finch.wait_shown("Not delivered: “Fish & <chips>?”")
        self.keep("01-came-back")
        self.gateway.bounce = None
        self.gateway.receipts = "at once"
        finch.say("/sms retry")
        finch.wait_shown("Sent again: “Fish & <chips>?”")
        finch.wait_shown("Delivered")
        self.keep("02-delivered")

    def test_a_long_text_is_asked_about_and_says_what_it_took(self):
        finch = self.finch
        finch.open_conversation(PHONE, TITLE)
        finch.say("All the world is a stage. " * 36)
        finch.wait_shown("This text takes 7 SMS. Send it?")
        self.keep("03-question")
        finch.key("Enter")
        finch.wait_shown("Sent as 7 SMS.")
        self.keep("04-sent")

    def test_an_unknown_number_is_titled(self):
        self.comes("Hello, it is me")
        self.finch.wait_shown(TITLE)
        self.finch.bring_to_front(TITLE)
        self.finch.wait_shown("This number is not among your contacts.")
        self.finch.wait_shown(f"{TITLE}: Hello")
        self.keep("05-unknown-number")


if __name__ == "__main__":
    unittest.main()
