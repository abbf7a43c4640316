# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of our dialogs stand on: Pidgin, a server, and a scripted gateway."""

import os
import tempfile
import unittest

from dialogs import Dialogs
from harness.artefacts import plugin_file
from harness.component import Component, component_config
from harness.desktop import Desktop
from harness.pidgin import Pidgin
from harness.prosody import Prosody
from harness.stanzas import is_broadcast

JULIET = "juliet@localhost"
GATEWAY = "gw.localhost"
NUMBER = "+13075551212"
PHONE = f"{NUMBER}@{GATEWAY}"
NURSE = "Nurse"


def write_vcards(folder):
    """A file with somebody new, the nurse under another spelling, and one without a number."""
    path = os.path.join(folder, "contacts.vcf")
    with open(path, "w", encoding="utf-8", newline="") as file:
        for name, number in (("Anna Berg & <co>", "+1 (307) 555-1214"),
                             ("The nurse", "+1 307 555 1213"), ("Friar Laurence", "")):
            tel = f"TEL;TYPE=CELL:{number}\r\n" if number else ""
            file.write(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{tel}END:VCARD\r\n")
    return path


class TextingCase(Dialogs, unittest.TestCase):
    """A server, a gateway and a Pidgin of its own for every scenario, on one desktop for all."""

    desktop = None
    folder = None
    users = ("juliet",)
    gateways = GATEWAY
    phones = (("juliet", f"+13075551213@{GATEWAY}", NURSE),)

    @classmethod
    def open_desktop(cls, **look):
        """For setUpModule(): one for all, because AT-SPI keeps the connection it made first."""
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
        unittest.addModuleCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.desktop = Desktop(os.path.join(folder.name, "desktop"), **look)
        unittest.addModuleCleanup(cls.desktop.stop)

    def setUp(self):
        self.place = tempfile.mkdtemp(dir=self.folder)
        os.mkdir(os.path.join(self.place, "server"))
        self.server = Prosody(os.path.join(self.place, "server"), users=("romeo", *self.users),
                              phones=self.phones, extra=component_config(GATEWAY))
        self.addCleanup(self.server.stop)
        self.gateway = Component(self.server, GATEWAY)
        self.addCleanup(self.gateway.stop)
        self.pidgin = Pidgin(self.desktop, os.path.join(self.place, "profile"), self.server,
                             users=self.users, plugin=plugin_file(), is_enabled=True,
                             settings={"xmpp-sms-gateways": self.gateways})
        self.addCleanup(self.pidgin.stop)
        self.pidgin.wait_ready()
        self.server.wait_received(JULIET, "presence", is_broadcast)
        self.addCleanup(self.assert_no_complaint)

    def assert_no_complaint(self):
        self.assertNotRegex(self.pidgin.log(), "CRITICAL|WARNING|g_log:")

    def entries(self, title):
        """What stands in the fields that can be typed into."""
        return [widget.text for widget in self.fields(title)]

    def fields(self, title):
        """The fields that can be typed into, from the top."""
        return sorted(self.pidgin.window(title).find_all("text"),
                      key=lambda widget: widget.middle()[1])
