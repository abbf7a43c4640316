# SPDX-License-Identifier: GPL-2.0-or-later
"""All of it at once: real Pidgin with the plugin on one side, a real server and the real gateway
between, and the page of phones in real Chromium on the other."""

import os
import subprocess
import tempfile
import unittest

from harness.artefacts import artefact, plugin_file
from harness.browser import Browser
from harness.desktop import Desktop
from harness.gateway import Gateway, snippet
from harness.pidgin import Pidgin
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.stanzas import is_broadcast

JULIET, HER_NUMBER = "juliet@localhost", "+13075550100"
GATEWAY = "text.localhost"
PHONE, OTHER_PHONE = "+13075551212", "+13075551213"
ROMEO = "Romeo"  # how the contact is called that has PHONE
PATIENCE = 60


def setUpModule():
    folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
    unittest.addModuleCleanup(folder.cleanup)
    Whole.folder = folder.name
    Whole.desktop = Desktop(os.path.join(folder.name, "desktop"), size="900x760")
    unittest.addModuleCleanup(Whole.desktop.stop)
    os.mkdir(os.path.join(folder.name, "browser"))
    Whole.browser = Browser(os.path.join(folder.name, "browser"))
    unittest.addModuleCleanup(Whole.browser.stop)


class Whole(unittest.TestCase):
    folder = desktop = browser = None

    def setUp(self):
        self.place = tempfile.mkdtemp(dir=self.folder)
        for name in ("server", "gateway"):
            os.mkdir(os.path.join(self.place, name))
        self.server = Prosody(
            os.path.join(self.place, "server"), users=("juliet",), contacts=(),
            phones=(("juliet", f"{PHONE}@{GATEWAY}", ROMEO),),
            extra=lambda port: snippet("prosody.cfg.lua", GATEWAY, "s3cret", port))
        self.addCleanup(self.server.stop)
        self.gateway = Gateway(os.path.join(self.place, "gateway"), self.server.component_port,
                               GATEWAY, users={JULIET: HER_NUMBER})
        self.addCleanup(self.gateway.stop)
        self.gateway.start()
        self.browser.resize(860, 760)
        self.browser.open(f"http://127.0.0.1:{self.gateway.port}/phones/")
        self.addCleanup(self.browser.open, "about:blank")
        self.browser.wait_shown("Live", "#link")
        self.pidgin = Pidgin(self.desktop, os.path.join(self.place, "profile"), self.server,
                             plugin=plugin_file(), is_enabled=True,
                             settings={"xmpp-sms-gateways": GATEWAY})
        self.addCleanup(self.pidgin.stop)
        self.pidgin.wait_ready()
        self.server.wait_received(JULIET, "presence", is_broadcast)

    def shot(self, name):
        """Both sides, one beside the other."""
        pidgin, phone = (artefact(f"whole-{name}-{side}.png") for side in ("pidgin", "phone"))
        self.desktop.screenshot(pidgin)
        self.browser.screenshot(phone)
        subprocess.run(["convert", pidgin, phone, "+append", artefact(f"whole-{name}.png")],
                       check=True)

    def text_from_pidgin(self, body):
        self.pidgin.open_conversation(f"{PHONE}@{GATEWAY}", ROMEO)
        self.pidgin.say(ROMEO, body)

    def wait_in_pidgin(self, text, title=ROMEO):
        self.pidgin.window(title, PATIENCE)
        self.pidgin.wait_said(title, text, PATIENCE)

    def wait_on_page(self, text):
        self.browser.wait_shown(text, ".texts", PATIENCE)

    def test_a_conversation(self):
        self.text_from_pidgin("Wherefore art thou?")
        self.wait_on_page("Wherefore art thou?")
        self.wait_in_pidgin("Delivered")
        self.browser.tab_to("textbox", "Text message")
        self.browser.keys(" Call me but love, & I’ll be new baptized", "Enter")
        self.wait_in_pidgin("Call me but love, & I’ll be new baptized")
        self.pidgin.say(ROMEO, "How camest thou hither, tell me, and wherefore?")
        self.wait_on_page("How camest thou hither, tell me, and wherefore?")
        wait_until(lambda: self.pidgin.conversation(ROMEO).count("Delivered") == 2, PATIENCE,
                   "second receipt")
        self.browser.wait_shown("· sent", ".texts .ours", PATIENCE)
        self.shot("conversation")

    def test_a_phone_that_refuses_says_why_in_pidgin(self):
        self.browser.tab_to("button", "Refuse")
        self.browser.keys("Space")
        self.browser.wait_shown("Refuses texts", ".note", PATIENCE)
        self.text_from_pidgin("Good night, good night!")
        self.wait_in_pidgin("Not delivered: “Good night, good night!”")
        self.wait_in_pidgin("The phone cannot be reached just now.")
        self.wait_in_pidgin("The service said: The phone takes no texts.")
        self.assertNotIn("Good night", self.browser.run("return document.querySelector('main').innerText"))
        self.shot("refused")

    def test_a_phone_that_is_off_gets_the_text_later_and_only_then_it_counts_as_delivered(self):
        self.browser.tab_to("button", "Off")
        self.browser.keys("Enter")
        self.browser.wait_shown("Switched off", ".note", PATIENCE)
        self.text_from_pidgin("Sleep dwell upon thine eyes")
        self.browser.wait_shown("1 text waits", ".note", PATIENCE)
        self.assertNotIn("Delivered", self.pidgin.conversation(ROMEO))
        self.shot("off")
        self.browser.keys("Shift+Tab", "Enter")
        self.wait_on_page("Sleep dwell upon thine eyes")
        self.wait_in_pidgin("Delivered")

    def test_a_phone_begins_a_conversation(self):
        self.gateway.type(OTHER_PHONE, HER_NUMBER, "I have forgot why I did call thee back")
        self.wait_in_pidgin("I have forgot why I did call thee back", "+1 307-555-1213")
        self.pidgin.say("+1 307-555-1213", "Who is it?")
        self.browser.wait_shown("Who is it?", "[aria-label='Phone +1 307-555-1213'] .texts", PATIENCE)


if __name__ == "__main__":
    unittest.main()
