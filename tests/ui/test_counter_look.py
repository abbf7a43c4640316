# SPDX-License-Identifier: GPL-2.0-or-later
"""What the counter looks like, for a person to judge from the screenshots: XMPP_SMS_LOOK is light,
dark or large. One look a process, because AT-SPI keeps the connection it made first."""

import os
import unittest

from counter_case import CORE, COUNTER, PHONE, TITLE, TEXT_FORM, CounterCase
from harness.artefacts import artefact
from harness.processes import wait_until

LOOK = os.environ["XMPP_SMS_LOOK"]
LOOKS = {
    "light": ({}, "#803D00"),
    "dark": ({"theme": "dark"}, "#FFB74D"),
    "large": ({"font": "DejaVu Sans 20"}, "#803D00"),
}


def setUpModule():
    CounterCase.open_desktop(**LOOKS[LOOK][0])


class TheLook(CounterCase):
    installed = (CORE, COUNTER, TEXT_FORM)
    enabled = installed

    def shot(self, name):
        self.desktop.screenshot(artefact(f"counter-{LOOK}-{name}.png"))

    def test_of_the_counter_below_an_entry(self):
        self.pidgin.open_conversation(PHONE, TITLE)
        self.wait_count("1 SMS · 160 left")
        self.shot("1-empty")
        self.pidgin.draft(TITLE, "The party starts at eight")
        self.wait_count("1 SMS · 135 left")
        self.shot("2-plain")

        self.entry().set_text("La “fête” commence à huit heures, et je voudrais que tu viennes…")
        self.button("Make more room")
        self.desktop.open_tooltip(self.label())
        self.shot("3-tooltip")
        self.desktop.point_at(self.entry())
        self.button("Make more room").press()
        self.button("Restore")
        self.shot("4-replaced")

        self.entry().set_text("La “fête” commence à huit heures, et je voudrais que tu viennes… " * 4)
        self.button("Reduce to 2 SMS")
        wait_until(lambda: LOOKS[LOOK][1] in self.desktop.colours(self.label()), 10,
                   "warning colour")
        self.shot("5-warning")
        self.entry().set_text(("x" * 40 + "\n") * 1000)  # one long line would keep Pango busy
        self.wait_count("Too long: over 255 SMS")
        self.shot("6-too-long")

    def test_of_the_counter_in_a_dialog(self):
        self.pidgin.open_menu("Tools", "Text form", "Open")
        self.wait_count("1 SMS · 155 left", "A dialog")
        self.entry("A dialog").set_text("La “fête” commence à huit heures")
        self.button("Make more room", "A dialog")
        self.desktop.activate("A dialog")
        self.shot("7-dialog")


if __name__ == "__main__":
    unittest.main()
