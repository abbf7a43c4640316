# SPDX-License-Identifier: GPL-2.0-or-later
"""What our dialogs look like, for a person to judge from the screenshots: XMPP_SMS_LOOK is light,
dark or large. One look a process, because AT-SPI keeps the connection it made first."""

import os
import unittest

from dialogs import OURS
from harness.artefacts import artefact
from texting_case import TextingCase

LOOK = os.environ["XMPP_SMS_LOOK"]
LOOKS = {"light": {}, "dark": {"theme": "dark"}, "large": {"font": "DejaVu Sans 20"}}


def setUpModule():
    TextingCase.open_desktop(**LOOKS[LOOK])


class TheLook(TextingCase):
    users = ("juliet", "nurse_of_juliet")
    gateways = "gw.localhost sms.example.com"

    def shot(self, name):
        self.desktop.screenshot(artefact(f"texting-{LOOK}-{name}.png"))

    def test_of_every_dialog(self):
        self.pidgin.open_menu("Tools", OURS)
        self.shot("1-menu")
        self.pidgin.close_menus()
        self.open("Send SMS…", "Send SMS")
        self.shot("2-send")
        self.keys("Send SMS", "alt+t", " +1 307 555", "Tab", "Tab", "Tab", " Where are you?", "alt+s")
        self.wait_label("Send SMS", "for example")
        self.shot("3-send-wrong")
        self.keys("Send SMS", "Escape")
        self.open("Add SMS contact…", "Add SMS contact")
        self.shot("4-add")
        self.keys("Add SMS contact", "alt+n", " +1 (307) 555-1213", "alt+a")
        self.wait_label("Add SMS contact", "is in your buddy list")
        self.shot("5-add-again")
        self.keys("Add SMS contact", "Escape")
        self.open("Settings…", "SMS settings")
        self.shot("6-settings")
        self.keys("SMS settings", "alt+m", "ctrl+a", " 1", "alt+o")
        self.pidgin.wait_closed("SMS settings")
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " +13075551212", "Tab", "Tab", "Tab", " " + "x" * 170,
                  "alt+s")
        self.wait_label("Send SMS", "Send 2 SMS?")
        self.shot("7-long-text")


if __name__ == "__main__":
    unittest.main()
