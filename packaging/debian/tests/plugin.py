# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as installed: libpurple finds it, it announces, texts, and reads vCards."""

import glob
import os
import tempfile
import unittest

from harness.headless import HeadlessClient
from harness.prosody import Prosody

VCARD = ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Berg\r\nTEL;TYPE=CELL:+1 307 555 1212\r\n"
         "END:VCARD\r\n")


class Installed(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="xmpp-sms-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name
        self.plugin = os.environ.get("XMPP_SMS_PLUGIN_FILE")  # one that is installed elsewhere
        if not self.plugin:
            self.plugin, = glob.glob("/usr/lib/*/purple-2/xmpp-sms.so")
        self.server = Prosody(self.made("server"))
        self.addCleanup(self.server.stop)
        self.client = HeadlessClient(os.environ["XMPP_SMS_CLIENT"], self.made("client"),
                                     self.server.certificate)
        self.addCleanup(self.client.stop)
        self.client.do(f'load "{self.plugin}"')
        self.juliet = self.client.sign_on(self.server, "juliet")

    def made(self, name):
        path = os.path.join(self.folder, name)
        os.mkdir(path)
        return path

    def test_the_server_is_told_sms_v1(self):
        def announces(presence):
            caps = presence.find("{http://jabber.org/protocol/caps}c")
            return caps is not None and "sms-v1" in caps.get("ext", "").split()
        self.server.wait_received(self.juliet, "presence", announces, timeout=30)

    def test_a_number_as_people_write_it_is_texted(self):
        # The number is read by the plans of xmpp-sms-common.
        self.client.do(f"text-setting {self.juliet} xmpp-sms-gateways sms.localhost")
        self.client.do(f"say {self.juliet} romeo@localhost /sms +1 (307) 555-1212 Good night")
        self.client.wait_for("Delivered to \\+13075551212: Good night", timeout=30)

    def test_a_vcard_is_read_by_its_own_program(self):
        path = os.path.join(self.folder, "contacts.vcf")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(VCARD)
        self.client.do(f"text-setting {self.juliet} xmpp-sms-gateways sms.localhost")
        self.client.do(f'menu "{self.plugin}" Import contacts…')
        mark = self.client.do(f"choose-file {path}")
        self.client.wait_for("^item contacts on Anna Berg", mark=mark, timeout=30)


if __name__ == "__main__":
    unittest.main()
