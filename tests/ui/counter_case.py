# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of the counter stand on: Pidgin with both plugins, and a conversation's counter."""

import os
import tempfile
import unittest

from harness.artefacts import build_directory, plugin_file
from harness.desktop import Desktop
from harness.pidgin import Pidgin
from harness.processes import HarnessError, wait_until
from harness.prosody import Prosody
from harness.stanzas import is_broadcast

JULIET = "juliet@localhost"
ROMEO = "romeo@localhost"
PHONE = "+13075551212@sms.localhost"
TITLE = "+1 307-555-1212"  # of its conversation
CORE = plugin_file()
COUNTER = plugin_file("xmpp-sms-pidgin")
TEXT_FORM = os.path.join(build_directory(), "tests", "plugins", "text_form.so")


def is_count(text):
    return " SMS" in text and (" left" in text or "Too long" in text)


class CounterCase(unittest.TestCase):
    """A server and a Pidgin of its own for every scenario, on one desktop for all."""

    installed = (CORE, COUNTER)
    enabled = (CORE, COUNTER)
    desktop = None
    folder = None

    @classmethod
    def open_desktop(cls, **look):
        """For setUpModule(): one for all, because AT-SPI keeps the connection it made first."""
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
        unittest.addModuleCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.desktop = Desktop(os.path.join(folder.name, "desktop"), **look)
        unittest.addModuleCleanup(cls.desktop.stop)

    def setUp(self):
        folder = tempfile.mkdtemp(dir=self.folder)
        os.mkdir(os.path.join(folder, "server"))
        self.server = Prosody(os.path.join(folder, "server"), users=("romeo", "juliet"))
        self.addCleanup(self.server.stop)
        self.pidgin = Pidgin(self.desktop, os.path.join(folder, "profile"), self.server,
                             plugin=self.installed, is_enabled=self.enabled)
        self.addCleanup(self.pidgin.stop)
        self.pidgin.wait_ready()
        self.server.wait_received(JULIET, "presence", is_broadcast)
        self.addCleanup(lambda: self.assertNotRegex(self.pidgin.log(), "CRITICAL|WARNING|g_log:"))

    # What is on the screen in a conversation's window

    def shown(self, title, role, name):
        """The widgets that can be seen: those of other tabs cannot."""
        return [widget for widget in self.pidgin.window(title).find_all(role, name)
                if widget.has_state("showing")]

    def label(self, title=TITLE):
        return wait_until(lambda: self.shown(title, "label", is_count), 15,
                          f"counter in {title}")[0]

    def count(self, title=TITLE):
        return [widget.name for widget in self.shown(title, "label", is_count)]

    def wait_count(self, text, title=TITLE):
        try:
            wait_until(lambda: self.count(title) == [text], 15, f"counter {text!r} in {title}")
        except HarnessError as error:
            raise HarnessError(f"{error}; it says {self.count(title)}") from None

    def button(self, name, title=TITLE):
        return wait_until(lambda: self.shown(title, "push button", name), 15,
                          f"button {name} in {title}")[0]

    def entry(self, title=TITLE):
        """Where one types: the last text of several lines in the window."""
        return wait_until(lambda: [widget for widget in self.shown(title, "text", None)
                                   if widget.has_state("multi_line")], 15, f"entry in {title}")[-1]

    def wait_draft(self, text, title=TITLE):
        wait_until(lambda: self.entry(title).text == text, 15, f"draft {text!r}")
